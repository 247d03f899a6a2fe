namespace RayNet;

/// <summary>What the worker processes of a job find around them. An embedded cluster without worker processes has no use for it.</summary>
public sealed class RuntimeEnv
{
    /// <summary>Environment variables of the workers, on top of those of their node.</summary>
    /// <value>Names are case-sensitive, and those that start with <c>RAYNET_</c> belong to RayNet.</value>
    public IDictionary<string, string> EnvironmentVariables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// A local folder. Workers of the job start in a copy of it, one on each node, which they share and may change, and which goes with the job. To a
    /// cluster it is uploaded; files that did not change are not sent again.
    /// </summary>
    /// <value>Default: <see langword="null"/>, an empty folder on each node of a cluster; local workers start in this process's current folder.</value>
    public string? WorkingDirectory { get; set; }

    /// <summary>How large <see cref="WorkingDirectory"/> may be, in bytes.</summary>
    /// <value>Default: 500 MiB.</value>
    public long MaxWorkingDirectorySize { get; set; } = 500L * 1024 * 1024;

    /// <summary>
    /// What of <see cref="WorkingDirectory"/> stays behind: paths relative to it, with <c>/</c>, <c>*</c> and <c>?</c>. A pattern without
    /// a <c>/</c> is a name at any depth, and a folder that matches stays behind as a whole.
    /// </summary>
    public IList<string> Exclude { get; } = [];
}
