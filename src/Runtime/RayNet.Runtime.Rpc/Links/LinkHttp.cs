namespace RayNet.Runtime.Rpc;

/// <summary>What a client's HTTP/2 connection needs when it carries links.</summary>
internal static class LinkHttp
{
    /// <summary>What may be on its way in one stream: several of the largest messages.</summary>
    internal const int StreamWindow = 1024 * 1024;

    /// <summary>How long a connection may be silent before it is probed, and how long the answer may take.</summary>
    internal static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    internal static void Configure(SocketsHttpHandler handler)
    {
        handler.InitialHttp2StreamWindowSize = StreamWindow;
        handler.EnableMultipleHttp2Connections = true;
        handler.KeepAlivePingDelay = KeepAlive;
        handler.KeepAlivePingTimeout = KeepAlive;
        handler.PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan;
    }
}
