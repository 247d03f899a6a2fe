using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;

namespace RayNet.Runtime.Rpc.Tests.Support;

/// <summary>A server of the probe hub, and clients of it.</summary>
internal sealed class HubHarness
{
    private readonly RpcDispatcher _dispatcher = new();

    internal HubHarness(HubOptions? options = null)
    {
        _dispatcher.AddProbeHub(
            caller =>
            {
                var hub = new ProbeHub(caller, this);
                Created.TrySetResult(hub);
                return hub;
            },
            options);
        Connector = new MemoryConnector(_dispatcher);
    }

    internal MemoryConnector Connector { get; }

    internal HubGroup<IProbeReceiver> Group { get; } = HubGroup<IProbeReceiver>.Of(ProbeHubMethods.Contract);

    /// <summary>The implementation of the first connection.</summary>
    internal TaskCompletionSource<ProbeHub> Created { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ValueTask<ProbeHubClient> ConnectAsync(IProbeReceiver? receiver = null, HubOptions? options = null) =>
        ProbeHubClient.ConnectAsync(Connector, receiver ?? new ProbeReceiver(), options);
}
