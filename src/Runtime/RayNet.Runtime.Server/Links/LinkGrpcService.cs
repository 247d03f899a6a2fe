using Grpc.Core;
using Microsoft.AspNetCore.Http;
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
        await using var channel = new ServerByteChannel(requests, responses, http);
        try
        {
            LinkRequest request = LinkMethod.Read(context.RequestHeaders, context.Peer);
            await acceptor.AcceptAsync(channel, request, context.CancellationToken).ConfigureAwait(false);

            // The stream ends when this method does.
            await channel.Ended.ConfigureAwait(false);
        }
        catch (LinkException exception)
        {
            throw LinkStatus.ToRpc(exception);
        }
    }
}
