namespace RayNet.Runtime.Deployment.Builds;

/// <summary>How the files of a build become a process.</summary>
internal enum BuildKind
{
    /// <summary>Assemblies that the .NET runtime of the machine runs.</summary>
    FrameworkDependent = 0,

    /// <summary>Assemblies that bring their runtime.</summary>
    SelfContained = 1,

    /// <summary>One binary: compiled ahead of time, or a bundle.</summary>
    Native = 2,

    /// <summary>Files that are no program: a working directory.</summary>
    Folder = 3,
}
