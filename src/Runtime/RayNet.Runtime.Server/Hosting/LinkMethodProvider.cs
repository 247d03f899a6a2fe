using System.Globalization;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Serves <c>/RayNet.Link/Open</c>: links from other machines.</summary>
internal sealed class LinkMethodProvider(ILinkAcceptor acceptor) : IServiceMethodProvider<LinkGateway>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<LinkGateway> context) =>
        context.AddDuplexStreamingMethod(LinkMethod.Open, [], (_, reader, writer, call) => AcceptAsync(reader, writer, call));

    private async Task AcceptAsync(IAsyncStreamReader<LinkBytes> reader, IServerStreamWriter<LinkBytes> writer, ServerCallContext call)
    {
        if (!ulong.TryParse(call.RequestHeaders.GetValue(LinkMethod.TargetHeader), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong target))
        {
            throw new RpcFault(StatusCode.InvalidArgument, $"The header {LinkMethod.TargetHeader} has to name a process by hexadecimal digits.").ToServerException();
        }

        // The caller waits for the headers: they say that the link is open.
        await call.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        var channel = new GrpcByteChannel(reader, (message, token) => writer.WriteAsync(message, token), () => Close(closed));
        try
        {
            await acceptor.AcceptAsync(new LinkRequest(target, CallerNode.Current), channel, closed.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // Either side has closed it; there is nobody to tell.
        }
        catch (Exception exception) when (exception is not RpcException && RpcFault.TryFrom(exception) is { } fault)
        {
            throw fault.ToServerException();
        }
    }

    private static async ValueTask Close(CancellationTokenSource closed)
    {
        try
        {
            await closed.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The call has ended already.
        }
    }
}
