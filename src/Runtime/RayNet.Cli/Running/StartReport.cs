using RayNet.Runtime.Cluster.Sessions;

namespace RayNet.Cli.Running;

/// <summary>What a process in the background tells the command that started it.</summary>
internal sealed record StartReport
{
    /// <summary>The process as it is written down, if it started.</summary>
    public ProcessRecord? Record { get; init; }

    /// <summary>Why it did not start.</summary>
    public string? Error { get; init; }

    /// <summary>What failed, as a number of <see cref="RayErrorCode"/>.</summary>
    public int ErrorCode { get; init; }
}
