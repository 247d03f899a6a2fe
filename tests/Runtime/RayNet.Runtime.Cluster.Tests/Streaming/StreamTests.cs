namespace RayNet.Runtime.Cluster.Tests.Streaming;

public sealed class StreamTests(SharedCluster shared) : ClusterTests(shared)
{
    // Row 57
    [Fact]
    public async Task Each_item_is_readable_before_the_producer_ends()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        IAsyncEnumerator<int> gated = Items.GatedRemote(1, gate).GetAsyncEnumerator();

        Assert.True(await gated.MoveNextAsync().AsTask().Within());
        Assert.Equal(1, gated.Current);
        await gate.Arrived();
        Task<bool> next = gated.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        gate.Open();
        Assert.True(await next.Within());
        Assert.Equal(2, gated.Current);
        Assert.False(await gated.MoveNextAsync().AsTask().Within());
    }

    // Row 57
    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task Items_of_any_size_arrive(int size)
    {
        using IDisposable use = Use();
        int count = 0;
        await foreach (byte[] block in Items.BlocksRemote(5, size))
        {
            Assert.Equal(size, block.Length);
            Assert.Equal(count++, block[0]);
        }

        await foreach (ReadOnlyMemory<byte> view in Items.ViewsRemote(5, size))
        {
            Assert.Equal(size, view.Length);
            Assert.Equal(count++ - 5, view.Span[0]);
        }

        Assert.Equal(10, count);
    }

    // Row 58
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Actor_and_task_produce_for_driver_and_task(bool actorProduces, bool taskConsumes)
    {
        using IDisposable use = Use();
        ActorHandle<Producer> producer = Producer.CreateRemote();
        if (taskConsumes)
        {
            Assert.Equal(3, await (actorProduces ? StreamReaders.SumOfActorRemote(producer, 3) : StreamReaders.SumOfTaskRemote(3)).Within());
            return;
        }

        var items = new List<int>();
        await foreach (int item in actorProduces ? producer.Count(3) : Items.CountRemote(3))
        {
            items.Add(item);
        }

        Assert.Equal(new[] { 0, 1, 2 }, items);
    }

    // Row 59
    [Fact]
    public async Task Try_read_returns_false_while_nothing_is_ready()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRefStream<int> stream = Items.GatedRemote(1, gate);
        await gate.Arrived();
        int item = 0;
        await Soon.Until(() => stream.TryRead(out item));

        Assert.Equal(1, item);
        Assert.False(stream.TryRead(out _));
        gate.Open();
        await Soon.Until(() => stream.TryRead(out item));
        Assert.Equal(2, item);
    }

    [Fact]
    public async Task Failure_comes_after_the_items_before_it()
    {
        using IDisposable use = Use();
        var items = new List<int>();
        ShopException error = await Assert.ThrowsAsync<ShopException>(async () =>
        {
            await foreach (int item in Items.FailAfterRemote(3))
            {
                items.Add(item);
            }
        });

        Assert.Equal("after 3", error.Message);
        Assert.Equal(new[] { 0, 1, 2 }, items);
    }

    [Fact]
    public async Task Producer_is_never_more_than_its_buffer_ahead()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        Gate end = NewGate();
        int read = 0;
        await foreach (int item in Items.BoundedRemote(20, gate, end))
        {
            Assert.Equal(read++, item);

            // Two in the buffer of each side, one in the hand of the producer, and the room of the one that the reader has just taken.
            Assert.InRange(gate.Arrivals, read, read + 5);
        }

        Assert.Equal(20, read);
        await end.Arrived();
    }

    [Fact]
    public async Task Producer_stops_at_its_buffer_while_nobody_reads()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        Gate end = NewGate();
        using ObjectRefStream<int> stream = Items.BoundedRemote(100, gate, end);
        await gate.Arrived(2);

        await Work.EchoRemote(1).Within();
        await Work.EchoRemote(2).Within();

        Assert.InRange(gate.Arrivals, 2, 6);
    }

    [Fact]
    public async Task Early_break_ends_the_producer()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        Gate end = NewGate();
        await foreach (int item in Items.BoundedRemote(1000, gate, end))
        {
            if (item == 3)
            {
                break;
            }
        }

        await end.Arrived();
        Assert.InRange(gate.Arrivals, 4, 10);
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Cancelled_stream_throws_at_its_reader()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRefStream<int> stream = Items.GatedRemote(1, gate);
        IAsyncEnumerator<int> reader = stream.GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().AsTask().Within());
        await gate.Arrived();

        Assert.True(Ray.Cancel(stream));

        await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => reader.MoveNextAsync().AsTask().Within());
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Many_streams_at_once()
    {
        using IDisposable use = Use();
        int[] sums = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            int sum = 0;
            await foreach (int item in Items.CountRemote(200))
            {
                sum += item;
            }

            return sum;
        })).Within();

        Assert.All(sums, sum => Assert.Equal(19_900, sum));
    }

    [Fact]
    public async Task Stream_goes_on_in_another_process_where_the_first_was_lost()
    {
        using IDisposable use = Use();
        var items = new List<int>();
        await foreach (int item in Items.CrashingRemote(5))
        {
            items.Add(item);
        }

        Assert.Equal(new[] { 0, 1, 2, 3, 4 }, items);
    }
}
