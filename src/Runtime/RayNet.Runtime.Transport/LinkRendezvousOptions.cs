namespace RayNet.Runtime.Transport;

/// <summary>Limits of a <see cref="LinkRendezvous"/>.</summary>
internal sealed record LinkRendezvousOptions
{
    internal static LinkRendezvousOptions Default { get; } = new();

    /// <summary>How many callers may wait for one process at a time.</summary>
    internal int WaitingPerProcess { get; init; } = 64;

    /// <summary>How long a process may take to open the stream that it was asked for.</summary>
    internal TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
