using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server;

/// <summary>Hands each stream that a client opens to the acceptor that the endpoint names.</summary>
internal sealed class LinkGrpcService : LinkGrpcBase
{
    public override async Task Open(IAsyncStreamReader<LinkChunk> requests, IServerStreamWriter<LinkChunk> responses, ServerCallContext context)
    {
        HttpContext http = context.GetHttpContext();
        ILinkAcceptor acceptor = http.GetEndpoint()!.Metadata.GetRequiredMetadata<ILinkAcceptor>();
        CancellationToken stopping = http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        await using var channel = new ServerByteChannel(requests, responses, http);
        try
        {
            LinkRequest request = LinkMethod.Read(context.RequestHeaders, context.Peer);
            await acceptor.AcceptAsync(channel, request, over.Token).ConfigureAwait(false);

            // The stream ends when this method does.
            await channel.Ended.ConfigureAwait(false);
        }
        catch (LinkException exception)
        {
            throw LinkStatus.ToRpc(exception);
        }
        catch (Exception exception) when (exception is not RpcException && RpcFault.TryFrom(exception) is { } fault)
        {
            throw fault.ToServerException();
        }
    }
}
