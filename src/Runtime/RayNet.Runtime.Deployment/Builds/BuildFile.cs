namespace RayNet.Runtime.Deployment.Builds;

/// <summary>One file of a build.</summary>
/// <param name="Path">Relative to the build's folder, with <c>/</c>.</param>
/// <param name="Hash">Of the content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="IsExecutable">Whether its owner may execute it. Always <see langword="false"/> from Windows.</param>
internal readonly record struct BuildFile(string Path, FileHash Hash, long Size, bool IsExecutable);
