namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Values that go through the object store.</summary>
public sealed class ObjectTests(LocalWorkers workers) : IClassFixture<LocalWorkers>
{
    private const int Large = 4_000_000;

    [Fact]
    public async Task Large_result_comes_through_the_store()
    {
        using IDisposable use = workers.Client.Use();
        float[] numbers = await Work.NumbersRemote(Large).AsTask().WaitAsync(LocalWorkers.Limit);
        Assert.Equal(Large, numbers.Length);
        Assert.Equal(Large - 1, numbers[^1]);
    }

    [Fact]
    public async Task Put_memory_is_read_where_it_lies()
    {
        using IDisposable use = workers.Client.Use();
        ReadOnlyMemory<byte> data = Enumerable.Repeat((byte)3, Large).ToArray();
        using ObjectRef<ReadOnlyMemory<byte>> stored = Ray.Put(data);
        Assert.Equal(3L * Large, await Work.SumRemote(stored).AsTask().WaitAsync(LocalWorkers.Limit));
        Assert.True((await stored.AsTask().WaitAsync(LocalWorkers.Limit)).Span.SequenceEqual(data.Span));
    }

    [Fact]
    public async Task Large_argument_by_value_arrives()
    {
        using IDisposable use = workers.Client.Use();
        byte[] data = [.. Enumerable.Repeat((byte)1, Large)];
        Assert.Equal(Large, await Work.SumRemote(data).AsTask().WaitAsync(LocalWorkers.Limit));
    }
}
