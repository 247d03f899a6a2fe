using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc.Tests.Support;

/// <summary>Connects to what the test plays itself.</summary>
internal sealed class FixedConnector(HubChannel channel) : HubConnector
{
    internal override ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken) => new(channel);
}
