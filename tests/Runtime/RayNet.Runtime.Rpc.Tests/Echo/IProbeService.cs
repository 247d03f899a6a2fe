namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>A service that shows how calls behave.</summary>
[RpcService("Probe")]
internal interface IProbeService : IProbeServiceBase
{
    ValueTask<string> HelloAsync(string name, int n = 3, CancellationToken cancellationToken = default);

    [RpcMethod("sum")]
    Task<long> SumAsync(int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8, int a9, int a10, int a11, int a12, int a13, int a14, int a15);

    Task FailAsync(int code, string message);

    Task WaitAsync(CancellationToken cancellationToken);

    ValueTask<byte[]> BlobAsync(int size, byte[]? payload = null);

    ValueTask<ProbeValue?> EchoAsync(ProbeValue? value, CancellationToken cancellationToken);
}
