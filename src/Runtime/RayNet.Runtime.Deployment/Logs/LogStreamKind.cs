namespace RayNet.Runtime.Deployment.Logs;

/// <summary>Which of a process's outputs a line was written to.</summary>
internal enum LogStreamKind
{
    /// <summary>Standard output.</summary>
    Output = 0,

    /// <summary>Standard error.</summary>
    Error = 1,
}
