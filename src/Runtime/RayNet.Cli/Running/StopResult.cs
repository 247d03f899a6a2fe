namespace RayNet.Cli.Running;

/// <summary>How a process ended.</summary>
internal enum StopResult
{
    /// <summary>It ended by itself after it was asked to, or before.</summary>
    Stopped,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>It runs on.</summary>
    StillRuns,
}
