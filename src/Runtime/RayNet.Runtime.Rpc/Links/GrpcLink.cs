using Grpc.Core;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Rpc;

/// <summary>Links over gRPC streams, between machines.</summary>
internal static class GrpcLink
{
    /// <summary>Opens a stream and greets.</summary>
    /// <exception cref="LinkException">The server cannot be reached, or it or the process refuses.</exception>
    internal static Task<Link> DialAsync(CallInvoker invoker, LinkRequest request, Metadata? headers, LinkHello own, LinkOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        ChannelLink.DialAsync(GrpcByteChannel.Open(invoker, request, headers, time), own, options, time, cancellationToken);
}
