namespace RayNet.Runtime.Control;

/// <summary>A node as it joins.</summary>
/// <param name="Id">Chosen by the node; stays the same over reconnections.</param>
/// <param name="Name">A name for people: the machine's by default.</param>
/// <param name="Address">Where other nodes reach its gRPC endpoint, as <c>host:port</c>; empty for a node that only its own process uses.</param>
/// <param name="IsHead">Whether the head runs in the same process.</param>
/// <param name="Resources">Totals by resource name.</param>
/// <param name="Labels">Labels by key.</param>
/// <param name="ProcessId">The operating system's id of the node process.</param>
/// <param name="Version">RayNet's version on the node.</param>
/// <param name="StoreCapacity">Bytes of its object store.</param>
internal sealed record NodeInfo(
    NodeId Id,
    string Name,
    string Address,
    bool IsHead,
    Dictionary<string, double> Resources,
    Dictionary<string, string> Labels,
    int ProcessId,
    string Version,
    long StoreCapacity)
{
    /// <summary>The node's socket, for processes of the same machine.</summary>
    public string Lane { get; init; } = string.Empty;

    /// <summary>The machine, so that a driver finds the node beside it.</summary>
    public string Machine { get; init; } = string.Empty;
}
