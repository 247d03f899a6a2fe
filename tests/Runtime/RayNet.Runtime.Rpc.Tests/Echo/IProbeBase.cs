namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>What a hub inherits.</summary>
internal interface IProbeBase
{
    [RpcMethod("renamed")]
    ValueTask<string> InheritedAsync();
}
