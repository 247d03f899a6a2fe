using System.Buffers;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Server.Rpc;

/// <summary>Tells gRPC for ASP.NET Core the methods and hubs of a dispatcher.</summary>
/// <param name="lifetime">Hub connections end when the server stops; it would wait for them otherwise.</param>
internal sealed class RpcMethodProvider(IHostApplicationLifetime lifetime) : IServiceMethodProvider<RpcGateway>
{
    private static readonly Metadata HubHeaders = new() { { GrpcBytes.HubVersionHeader, GrpcBytes.HubVersion } };

    /// <summary>What is being mapped. Mapping asks the provider at once, so one at a time is enough.</summary>
    internal RpcDispatcher? Dispatcher { get; set; }

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<RpcGateway> context)
    {
        foreach (RpcHandler handler in Dispatcher?.Handlers ?? [])
        {
            context.AddUnaryMethod(GrpcBytes.Unary(handler.Method), RouteMetadata(), (_, request, call) => InvokeAsync(handler, request, call));
        }

        foreach (HubEndpoint hub in Dispatcher?.Hubs ?? [])
        {
            context.AddDuplexStreamingMethod(GrpcBytes.Hub(hub.Name), RouteMetadata(), (_, reader, writer, call) => ConnectAsync(hub, reader, writer, call));
        }
    }

    private static async Task<byte[]> InvokeAsync(RpcHandler handler, byte[] request, ServerCallContext call)
    {
        var response = new ArrayBufferWriter<byte>(64);
        try
        {
            await handler.InvokeAsync(new ReadOnlySequence<byte>(request), response, call.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not RpcException && RpcFault.TryFrom(exception) is { } fault)
        {
            throw fault.ToServerException();
        }

        return response.WrittenSpan.ToArray();
    }

    private async Task ConnectAsync(HubEndpoint hub, IAsyncStreamReader<byte[]> reader, IServerStreamWriter<byte[]> writer, ServerCallContext call)
    {
        // Clients wait for the headers, so they go first.
        await call.WriteResponseHeadersAsync(HubHeaders).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, lifetime.ApplicationStopping);
        var channel = new GrpcServerHubChannel(reader, writer);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                await hub.RunAsync(channel, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (call.CancellationToken.IsCancellationRequested)
            {
                // The client has gone; there is nobody to tell.
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping."));
            }
            catch (Exception exception) when (exception is not RpcException && RpcFault.TryFrom(exception) is { } fault)
            {
                throw fault.ToServerException();
            }
        }
    }

    private static List<object> RouteMetadata() => [new HttpMethodMetadata(["POST"], acceptCorsPreflight: true)];
}
