namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Opens connections to hubs: over gRPC, or over a link.</summary>
internal abstract class HubConnector
{
    /// <summary>Opens a connection.</summary>
    /// <param name="hub">The hub's name on the wire.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal abstract ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken);
}
