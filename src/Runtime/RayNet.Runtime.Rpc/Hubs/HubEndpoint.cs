namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A hub that a process serves; every connection gets an implementation of its own.</summary>
internal abstract class HubEndpoint
{
    /// <summary>The hub's name on the wire.</summary>
    internal abstract string Name { get; }

    /// <summary>Serves one connection until either side ends it.</summary>
    /// <param name="channel">The connection's messages; the caller disposes it.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    internal abstract Task RunAsync(HubChannel channel, CancellationToken cancellationToken);
}
