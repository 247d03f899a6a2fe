using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc.Tests.Support;

/// <summary>Connects to the hubs of a dispatcher inside the process.</summary>
internal sealed class MemoryConnector(RpcDispatcher dispatcher) : HubConnector
{
    /// <summary>The server's side of the latest connection.</summary>
    internal Task Serving { get; private set; } = Task.CompletedTask;

    /// <summary>Ends the connections on the server's side.</summary>
    internal CancellationTokenSource Stop { get; } = new();

    internal override ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken)
    {
        Assert.True(dispatcher.TryFindHub(hub, out HubEndpoint? endpoint));
        (MemoryHubChannel client, MemoryHubChannel server) = MemoryHubChannel.Pair();
        Serving = ServeAsync(endpoint, server);
        return new ValueTask<HubChannel>(client);
    }

    private async Task ServeAsync(HubEndpoint endpoint, MemoryHubChannel server)
    {
        try
        {
            await endpoint.RunAsync(server, Stop.Token);
            await server.DisposeAsync();
        }
        catch (Exception exception)
        {
            server.Break(exception);
        }
    }
}
