using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc;

/// <summary>Connects to hubs over gRPC: one duplex call each.</summary>
/// <param name="calls">A channel's call invoker.</param>
/// <param name="headers">Makes the headers of each call, such as one with a token.</param>
internal sealed class GrpcHubConnector(CallInvoker calls, Func<Metadata>? headers = null) : HubConnector
{
    internal override async ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken)
    {
        // The token of the caller ends the connecting only.
        var lifetime = new CancellationTokenSource();
        var channel = new GrpcHubChannel(calls.AsyncDuplexStreamingCall(GrpcBytes.Hub(hub), null, new Grpc.Core.CallOptions(headers?.Invoke(), cancellationToken: lifetime.Token)), lifetime);
        try
        {
            await channel.CheckVersionAsync(hub, cancellationToken).ConfigureAwait(false);
            return channel;
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
