namespace RayNet.Runtime.Tests.Streaming;

public sealed class StreamTests
{
    // Row 57
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task Each_item_is_readable_before_the_producer_ends(int size)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
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

        int count = 0;
        await foreach (byte[] block in Items.BlocksRemote(5, size))
        {
            Assert.Equal(size, block.Length);
            Assert.Equal(count++, block[0]);
        }

        Assert.Equal(5, count);
    }

    // Row 57
    [Fact]
    public async Task Item_that_was_read_is_kept_by_nobody()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRefStream<Tracked> stream = TrackedItems.MakeRemote(3, gate);

        await ReadAllAsync(stream);

        await gate.Arrived(3).AfterCollection();
        GC.KeepAlive(stream);
    }

    // Row 58
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Actor_and_task_produce_for_driver_and_task(bool actorProduces, bool taskConsumes)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Producer> producer = Producer.CreateRemote();

        if (taskConsumes)
        {
            int sum = await (actorProduces ? StreamReaders.SumOfActorRemote(producer, 3) : Nested.ReadStreamRemote(3)).Within();
            Assert.Equal(3, sum);
        }
        else
        {
            var items = new List<int>();
            await foreach (int item in actorProduces ? producer.Count(3) : Items.CountRemote(3))
            {
                items.Add(item);
            }

            Assert.Equal(new[] { 0, 1, 2 }, items);
        }
    }

    // Row 59
    [Fact]
    public async Task Try_read_returns_false_while_nothing_is_ready_and_at_the_end()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        using ObjectRefStream<int> stream = Items.GatedRemote(7, gate);
        await gate.Arrived();

        Assert.True(stream.TryRead(out int first));
        Assert.False(stream.TryRead(out _));
        gate.Open();
        await stream.Completion.Within();
        Assert.True(stream.TryRead(out int second));
        Assert.False(stream.TryRead(out _));
        Assert.Equal((7, 8), (first, second));
    }

    [Fact]
    public async Task Error_of_the_producer_comes_after_the_items_before_it()
    {
        await using TestCluster cluster = TestCluster.Start();
        var items = new List<int>();

        ShopException error = await Assert.ThrowsAsync<ShopException>(async () =>
        {
            await foreach (int item in Items.FailAfterRemote(3))
            {
                items.Add(item);
            }
        });

        Assert.Equal(new[] { 0, 1, 2 }, items);
        Assert.Equal("after 3", error.Message);
        Assert.Equal("Items.FailAfter", error.GetRemoteContext()!.TaskName);
    }

    [Fact]
    public async Task Bounded_producer_pauses_and_gives_its_cpu_back()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRefStream<int> stream = Items.BoundedRemote(100, gate);

        // Two wait in the buffer, one in the hand of the producer.
        await gate.Arrived(3);
        Assert.Equal(1, await Work.EchoRemote(1).Within());
        Assert.Equal(3, gate.Arrivals);

        int count = 0;
        await foreach (int item in stream)
        {
            Assert.Equal(count++, item);
            Assert.InRange(gate.Arrivals, item, item + 5);
        }

        Assert.Equal(100, count);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Unbounded_producer_runs_ahead_to_its_end()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRefStream<int> stream = Items.CountRemote(1000);

        await stream.Completion.Within();

        int count = 0;
        await foreach (int item in stream)
        {
            Assert.Equal(count++, item);
        }

        Assert.Equal(1000, count);
    }

    [Fact]
    public async Task Stream_is_read_once()
    {
        await using TestCluster cluster = TestCluster.Start();
        ObjectRefStream<int> stream = Items.CountRemote(1);
        await foreach (int item in stream)
        {
            Assert.Equal(0, item);
        }

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _ = stream.GetAsyncEnumerator());
        Assert.Contains("once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retried_producer_does_not_repeat_items()
    {
        await using TestCluster cluster = TestCluster.Start();
        var items = new List<int>();
        await foreach (int item in Items.RetriedRemote(5))
        {
            items.Add(item);
        }

        Assert.Equal(new[] { 0, 1, 2, 3, 4 }, items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_producer_ends_the_stream_with_the_cancellation(bool byToken)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        using var source = new CancellationTokenSource();
        ObjectRefStream<int> stream = Items.GatedRemote(1, gate, cancellationToken: source.Token);
        await gate.Arrived();

        if (byToken)
        {
            await source.CancelAsync();
        }
        else
        {
            Assert.True(Ray.Cancel(stream));
        }

        var items = new List<int>();
        await Assert.ThrowsAsync<RemoteTaskCanceledException>(async () =>
        {
            await foreach (int item in stream)
            {
                items.Add(item);
            }
        });
        Assert.Equal(new[] { 1 }, items);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Disposed_stream_ends_its_producer()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRefStream<int> stream = Items.BoundedRemote(int.MaxValue, gate);
        await gate.Arrived(3);

        stream.Dispose();

        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_producer()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRefStream<int> stream = Items.BoundedRemote(int.MaxValue, gate);

        await foreach (int item in stream)
        {
            if (item == 1)
            {
                break;
            }
        }

        await Assert.ThrowsAsync<RemoteTaskCanceledException>(() => stream.Completion.Within());
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Token_of_the_reader_ends_the_reading()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        using var source = new CancellationTokenSource();
        ObjectRefStream<int> stream = Items.GatedRemote(1, gate);
        IAsyncEnumerator<int> reader = stream.GetAsyncEnumerator(source.Token);
        Assert.True(await reader.MoveNextAsync().AsTask().Within());
        Task<bool> next = reader.MoveNextAsync().AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
    }

    [Fact]
    public async Task Items_can_be_read_as_refs_and_passed_on()
    {
        await using TestCluster cluster = TestCluster.Start();
        var sums = new List<ObjectRef<int>>();
        await foreach (ObjectRef<int> item in Items.CountRemote(3).AsRefs())
        {
            sums.Add(Work.AddRemote(item, 10));
        }

        Assert.Equal(new[] { 10, 11, 12 }, await Ray.WhenAll(sums).Within());
    }

    [Fact]
    public async Task Readers_of_mutable_items_do_not_share_them_with_the_producer()
    {
        await using TestCluster cluster = TestCluster.Start();
        int expected = 0;
        await foreach (List<int> list in Growing.GrowRemote(4))
        {
            Assert.Equal(++expected, list.Count);
            list.Clear();
        }

        Assert.Equal(4, expected);
    }

    private static async Task ReadAllAsync(ObjectRefStream<Tracked> stream)
    {
        int expected = 0;
        await foreach (Tracked item in stream)
        {
            Assert.Equal(expected++, item.Number);
        }
    }
}
