namespace RayNet.Runtime.Server.Rpc;

/// <summary>Limits of the RPC endpoints.</summary>
internal sealed class RpcServerOptions
{
    /// <summary>The largest message that is read: a request, or one message of a hub. A larger one fails with RESOURCE_EXHAUSTED.</summary>
    internal int MaxReceiveBytes { get; set; } = 4 << 20;

    /// <summary>The largest message that is written.</summary>
    internal int MaxSendBytes { get; set; } = 64 << 20;
}
