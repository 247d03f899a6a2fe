namespace RayNet.Runtime.Rpc.Tests.Echo;

internal sealed class ProbeService : IProbeService
{
    internal TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<string> BaseAsync() => new("base");

    public ValueTask<string> HelloAsync(string name, int n = 3, CancellationToken cancellationToken = default) => new($"Hello, {string.Concat(Enumerable.Repeat(name, n))}");

    public Task<long> SumAsync(int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8, int a9, int a10, int a11, int a12, int a13, int a14, int a15) =>
        Task.FromResult((long)a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11 + a12 + a13 + a14 + a15);

    public Task FailAsync(int code, string message) => throw RpcErrors.Rebuild((RayErrorCode)code, message);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Cancelled.TrySetResult();
        }
    }

    public ValueTask<byte[]> BlobAsync(int size, byte[]? payload = null) => new(new byte[size + (payload?.Length ?? 0)]);

    public ValueTask<ProbeValue?> EchoAsync(ProbeValue? value, CancellationToken cancellationToken) => new(value);
}
