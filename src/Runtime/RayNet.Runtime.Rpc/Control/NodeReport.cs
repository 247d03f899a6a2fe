namespace RayNet.Runtime.Control;

/// <summary>The state of a node that others decide by.</summary>
/// <param name="Version">Grows with each report; an older one is dropped.</param>
/// <param name="Available">What is free, by resource name.</param>
/// <param name="Pending">Demands that wait on the node: resources and how many.</param>
/// <param name="Workers">Worker processes.</param>
/// <param name="StoreUsed">Bytes in use in the object store.</param>
/// <param name="IdleMilliseconds">How long the node has had nothing to do; 0 while it works.</param>
internal sealed record NodeReport(
    long Version,
    Dictionary<string, double> Available,
    PendingDemand[] Pending,
    int Workers,
    long StoreUsed,
    long IdleMilliseconds)
{
    /// <summary>Bytes in use on the machine, or in the container around the node; 0 where nobody looks.</summary>
    public long MemoryUsed { get; init; }

    /// <summary>Bytes that it has.</summary>
    public long MemoryTotal { get; init; }

    /// <summary>Workers that were stopped because memory was short.</summary>
    public long MemoryKills { get; init; }
}
