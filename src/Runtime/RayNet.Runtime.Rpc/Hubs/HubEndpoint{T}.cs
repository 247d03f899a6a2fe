namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A hub that a process serves, with its types.</summary>
/// <typeparam name="THub">The hub interface.</typeparam>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
/// <param name="contract">The generated contract.</param>
/// <param name="create">Makes the implementation for one connection. It is disposed with the connection if it can be.</param>
/// <param name="options">Limits and heartbeats.</param>
internal sealed class HubEndpoint<THub, TReceiver>(HubContract<THub, TReceiver> contract, Func<HubCaller<TReceiver>, THub> create, HubOptions? options = null) : HubEndpoint
    where THub : class
    where TReceiver : class
{
    internal override string Name => contract.Name;

    internal override Task RunAsync(HubChannel channel, CancellationToken cancellationToken) =>
        new HubSession<THub, TReceiver>(contract, create, options ?? HubOptions.Default, channel).RunAsync(cancellationToken);
}
