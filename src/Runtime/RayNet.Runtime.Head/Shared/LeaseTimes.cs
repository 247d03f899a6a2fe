namespace RayNet.Runtime.Head.Shared;

/// <summary>How fast heads notice that the leader is gone.</summary>
/// <param name="Duration">How long a leader may be silent before another head takes over.</param>
internal sealed record LeaseTimes(TimeSpan Duration)
{
    internal static readonly LeaseTimes Default = new(TimeSpan.FromSeconds(2));

    /// <summary>Shorter ones are lost by every pause of the garbage collector.</summary>
    internal static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the leader renews its lease: several attempts fit into one.</summary>
    internal TimeSpan Renewal => Duration / 5;

    /// <summary>How often a standby looks whether the lease is free.</summary>
    internal TimeSpan Poll => Duration / 10;
}
