using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.ObjectStore;

namespace RayNet.Runtime.Cluster.Tests.Objects;

/// <summary>A store of 64 MB.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private const int Capacity = 64 << 20;

    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(
        node: static options => options with { Store = new NodeStoreOptions { Arena = new() { Capacity = Capacity } } });

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    [Fact]
    public async Task Put_of_more_than_the_store_holds_says_how_much_it_holds()
    {
        using IDisposable use = Cluster.Use();

        ObjectStoreFullException error = Assert.Throws<ObjectStoreFullException>(() => Ray.Put(new byte[Capacity + 1]));

        Assert.InRange(error.CapacityBytes, Capacity - 65536, Capacity);
        Assert.True(error.RequestedBytes > Capacity);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task The_end_of_a_job_frees_its_objects_and_no_others()
    {
        var ended = new JobId(7, 1);
        ObjectId[] made = [await MakeAsync(ended, 1), await MakeAsync(ended, 2)];
        ObjectId other = await MakeAsync(new JobId(7, 2), 3);

        Cluster.Node.OnJobEnded(ended);

        Assert.All(made, id => Assert.False(Cluster.Node.Objects.Started!.Directory.Has(id), $"object {id} of the job that has ended is still there"));
        Assert.True(Cluster.Node.Objects.Started!.Directory.Has(other), "an object of another job is gone");
    }

    [Fact]
    public async Task Result_that_is_larger_than_the_store_is_an_error_of_the_call()
    {
        using IDisposable use = Cluster.Use();

        ObjectStoreFullException error = await Work.BytesRemote(Capacity + 1).FailsWith<ObjectStoreFullException>();

        Assert.InRange(error.CapacityBytes, Capacity - 65536, Capacity);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task Argument_that_is_larger_than_the_store_is_an_error_of_the_call()
    {
        using IDisposable use = Cluster.Use();

        Exception error = await Assert.ThrowsAnyAsync<Exception>(async () => await Views.EchoRemote(new byte[Capacity + 1]).Within());

        Assert.IsType<ObjectStoreFullException>(error);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    // Row 11
    [Fact]
    public async Task Small_results_are_not_in_the_store_and_large_ones_are()
    {
        using IDisposable use = Cluster.Use();
        Assert.Equal(1, await Work.EchoRemote(1).Within());
        Assert.Equal(0, Cluster.Store.Objects);

        using ObjectRef<byte[]> large = Work.BytesRemote(10_000_000);
        _ = await Ray.WaitAsync([large]).Within();

        Assert.InRange(Cluster.Store.Used, 10_000_000, 11_000_000);
    }

    [Fact]
    public async Task More_than_the_store_holds_passes_through_it()
    {
        using IDisposable use = Cluster.Use();
        for (int i = 0; i < 40; i++)
        {
            using ObjectRef<byte[]> large = Work.BytesRemote(10_000_000);
            Assert.Equal(10_000_000, await Work.LengthRemote(large).Within());
        }
    }

    // Row 75
    [Fact]
    public async Task Object_in_use_by_a_reader_is_as_it_was_while_others_come_and_go()
    {
        using IDisposable use = Cluster.Use();
        long[] numbers = [.. Enumerable.Range(0, 1_000_000).Select(static i => (long)i)];
        ReadOnlyMemory<long> view = await ReadAsync(numbers);
        for (int i = 0; i < 20; i++)
        {
            using ObjectRef<byte[]> large = Ray.Put(new byte[10_000_000]);
            Assert.Equal(10_000_000, await Work.LengthRemote(large).Within());
        }

        Assert.True(view.Span.SequenceEqual(numbers));
        Assert.Equal(numbers.Sum(), await Views.SumRemote(view).Within());

        static async Task<ReadOnlyMemory<long>> ReadAsync(long[] numbers)
        {
            using ObjectRef<ReadOnlyMemory<long>> put = Ray.Put<ReadOnlyMemory<long>>(numbers);
            return await put.Within();
        }
    }

    [Fact]
    public async Task Memory_that_is_passed_is_copied_once_and_arrives_as_it_was()
    {
        using IDisposable use = Cluster.Use();
        using Probes probes = await Cluster.ProbeAsync();
        using var gate = new Gate();
        long[] numbers = [.. Enumerable.Range(0, 1_000_000).Select(static i => (long)i)];
        long sum = numbers.Sum();
        long before = GC.GetAllocatedBytesForCurrentThread();

        ObjectRef<long> result = Views.SumAfterRemote(numbers, gate.FilePath);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Array.Clear(numbers);
        await gate.Arrived();
        Assert.Equal(1, Cluster.Store.Objects);
        gate.Open();
        Assert.Equal(sum, await result.Within());

        await Soon.Until(async () =>
        {
            await probes.CollectAsync();
            return Cluster.Store.Objects == 0;
        });
    }

    [Fact]
    public async Task More_arguments_than_their_part_of_the_store_holds_wait_on_the_heap()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        long[][] arguments = [.. Enumerable.Range(1, 12).Select(static value => Enumerable.Repeat((long)value, 500_000).ToArray())];

        ObjectRef<long>[] results = [.. arguments.Select(argument => Views.SumAfterRemote(argument, gate.FilePath))];

        await gate.Arrived(4);
        Assert.InRange(Cluster.Store.Used, Capacity / 8, Capacity / 2);
        gate.Open();
        Assert.Equal(arguments.Select(static argument => argument.Sum()), await Ray.WhenAll(results).Within());
    }

    [Fact]
    public async Task An_argument_is_sent_again_from_where_it_was_copied_to()
    {
        using IDisposable use = Cluster.Use();
        string marker = Path.Combine(Path.GetTempPath(), $"raynet-marker-{Guid.NewGuid():n}");
        long[] numbers = [.. Enumerable.Range(0, 1_000_000).Select(static i => (long)i)];
        try
        {
            ObjectRef<long> result = Views.SumTheSecondTimeRemote(numbers, marker);
            long sum = numbers.Sum();
            Array.Clear(numbers);
            Assert.Equal(sum, await result.Within());
        }
        finally
        {
            File.Delete(marker);
        }
    }

    /// <summary>A value that a process of a job has put, and that somebody owns who does not free it.</summary>
    private async Task<ObjectId> MakeAsync(JobId job, ulong number)
    {
        var id = new ObjectId(4_713, number);
        var process = new NodeApiSession(Cluster.Node, process: 4_713, job, seesStore: true, isDriver: true);
        await process.CreateObjectAsync(id, 1 << 20, owner: 4_713).AsTask().Within();
        await process.SealObjectAsync(id, pin: false).AsTask().Within();
        return id;
    }
}
