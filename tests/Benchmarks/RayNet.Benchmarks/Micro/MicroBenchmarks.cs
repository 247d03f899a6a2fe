using BenchmarkDotNet.Attributes;
using RayNet.Benchmarks.Work;

namespace RayNet.Benchmarks.Micro;

/// <summary>The hot paths of the embedded cluster beside a plain completion source on the thread pool.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MicroBenchmarks
{
    private IRayClient _client = null!;
    private Operations _operations = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _client = await Ray.InitAsync();
        _operations = new Operations();
    }

    [GlobalCleanup]
    public Task Cleanup() => _client.ShutdownAsync();

    [Benchmark(Baseline = true, OperationsPerInvoke = Operations.Count)]
    public Task PoolBurst() => _operations.PoolBurst();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task TaskBurst() => _operations.TaskBurst();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task ActorBurst() => _operations.ActorBurst();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task PoolAwaited() => _operations.PoolAwaited();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task TaskAwaited() => _operations.TaskAwaited();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task ActorAwaited() => _operations.ActorAwaited();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task GetInPlace() => _operations.GetInPlace();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task PutGetImmutable() => _operations.PutGetImmutable();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task PutGetKilobyte() => _operations.PutGetKilobyte();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task ActorCreateAndCall() => _operations.ActorCreate();

    [Benchmark(OperationsPerInvoke = Operations.Count)]
    public Task RecordArgument() => _operations.RecordArgument();
}
