namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>What a service inherits: it is called under the name of the derived one.</summary>
internal interface IProbeServiceBase
{
    ValueTask<string> BaseAsync();
}
