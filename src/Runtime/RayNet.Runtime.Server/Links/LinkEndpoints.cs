using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server;

/// <summary>Links on a server.</summary>
internal static class LinkEndpoints
{
    /// <summary>All links of a process share a connection: one that is not read must not stop the others.</summary>
    private const int ConnectionWindow = 1024 * 1024 * 1024;

    private const int StreamsPerConnection = 10_000;

    /// <summary>Takes streams of links at <c>/RayNet.Link/Open</c>. The services need AddGrpc.</summary>
    /// <param name="endpoints">The server's routes.</param>
    /// <param name="acceptor">Gets each stream.</param>
    internal static GrpcServiceEndpointConventionBuilder MapLinks(this IEndpointRouteBuilder endpoints, ILinkAcceptor acceptor) =>
        endpoints.MapGrpcService<LinkGrpcService>().WithMetadata(acceptor);

    /// <summary>Fits Kestrel to streams that live long, are silent for long, and are read as slowly as their readers like.</summary>
    internal static void UseLinks(this KestrelServerLimits limits)
    {
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.Http2.InitialStreamWindowSize = LinkHttp.StreamWindow;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        limits.Http2.KeepAlivePingDelay = LinkHttp.KeepAlive;
        limits.Http2.KeepAlivePingTimeout = LinkHttp.KeepAlive;
    }
}
