namespace RayNet.Runtime.Tests.Scheduling;

public sealed class ResourceTests
{
    [Fact]
    public async Task Cluster_tells_what_it_has_and_what_is_free()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 3.5, configure: options =>
        {
            options.NumGpus = 2;
            options.Memory = 1000;
            options.Resources["disk"] = 0.25;
        });
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate, new TaskOptions
        {
            NumCpus = 0.5,
            NumGpus = 0.0001,
            Memory = 400,
            Resources = new Dictionary<string, double> { ["disk"] = 0.1 },
        });
        await gate.Arrived();

        Assert.Equal(Sorted(("CPU", 3.5), ("GPU", 2), ("disk", 0.25), ("memory", 1000)), Ray.ClusterResources().OrderBy(item => item.Key, StringComparer.Ordinal));
        Assert.Equal(Sorted(("CPU", 3), ("GPU", 1.9999), ("disk", 0.15), ("memory", 600)), Ray.AvailableResources().OrderBy(item => item.Key, StringComparer.Ordinal));
        gate.Open();
        await busy.Within();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Fractions_add_up_exactly()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] tenths = [.. Enumerable.Range(0, 11).Select(i => Work.BlockRemote(i, gate, new TaskOptions { NumCpus = 0.1 }))];
        await gate.Arrived(10);

        Assert.Equal(0, Ray.AvailableResources()["CPU"]);
        Assert.Equal(10, gate.Arrivals);
        gate.Open();

        await Ray.WhenAll(tenths).Within();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Calls_of_a_higher_priority_come_first_and_take_nothing_from_those_that_run()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate running = cluster.Gate();
        ObjectRef<int>[] first = [Work.BlockRemote(1, running), Work.BlockRemote(2, running)];
        await running.Arrived(2);
        var low = new TaskOptions { Priority = -1 };
        var high = new TaskOptions { Priority = 5 };
        ActorHandle<Journal> journal = Journal.CreateRemote(new ActorOptions { NumCpus = 0 });
        ObjectRef<int>[] queued =
        [
            .. Enumerable.Range(0, 4).Select(i => Callers.NoteRemote(journal, $"low {i}", low with { NumCpus = 2 })),
            .. Enumerable.Range(0, 4).Select(i => Callers.NoteRemote(journal, $"plain {i}", new TaskOptions { NumCpus = 2 })),
            .. Enumerable.Range(0, 4).Select(i => Callers.NoteRemote(journal, $"high {i}", high with { NumCpus = 2 })),
        ];

        Assert.Equal(2, running.Arrivals);
        running.Open();
        await Ray.WhenAll(first).Within();
        await Ray.WhenAll(queued).Within();

        Assert.Equal([.. Expected("high"), .. Expected("plain"), .. Expected("low")], await journal.History().Within());

        static IEnumerable<string> Expected(string name) => Enumerable.Range(0, 4).Select(i => $"{name} {i}");
    }

    [Theory]
    [InlineData(-1, "0")]
    [InlineData(0.00001, "0.0001")]
    [InlineData(double.NaN, "0")]
    [InlineData(double.PositiveInfinity, "0")]
    public async Task Quantity_out_of_range_is_refused_by_name(double quantity, string word)
    {
        await using TestCluster cluster = TestCluster.Start();
        var start = new TaskOptions();

        InvalidOptionException cpu = Assert.Throws<InvalidOptionException>(() => _ = Work.EchoRemote(1, start with { NumCpus = quantity }));
        InvalidOptionException custom = Assert.Throws<InvalidOptionException>(() => _ = Work.EchoRemote(1, start with { Resources = new Dictionary<string, double> { ["disk"] = quantity } }));

        Assert.Contains("NumCpus", cpu.Message, StringComparison.Ordinal);
        Assert.Contains(word, cpu.Message, StringComparison.Ordinal);
        Assert.Contains("disk", custom.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CPU")]
    [InlineData("gpu")]
    [InlineData("Memory")]
    [InlineData(" ")]
    public async Task Custom_resource_must_not_have_the_name_of_an_option(string name)
    {
        await using TestCluster cluster = TestCluster.Start();
        var resources = new Dictionary<string, double> { [name] = 1 };

        InvalidOptionException error = Assert.Throws<InvalidOptionException>(() => _ = Work.EchoRemote(1, new TaskOptions { Resources = resources }));

        Assert.Contains("NumCpus", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_cpu_tasks_run_while_all_cpus_are_taken()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        var none = new TaskOptions { NumCpus = 0 };
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        await gate.Arrived();

        Assert.Equal(Enumerable.Range(0, 100), await Ray.WhenAll(Enumerable.Range(0, 100).Select(i => Work.EchoRemote(i, none))).Within());
        gate.Open();
        await busy.Within();
    }

    [Fact]
    public async Task Attribute_options_are_the_default_and_the_calls_win()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 4, configure: options => options.Resources["disk"] = 1);

        Assert.Equal((2, 0.5), Left(await Demanding.LeftRemote().Within()));
        Assert.Equal((1, 0.5), Left(await Demanding.LeftRemote(new TaskOptions { NumCpus = 3 }).Within()));
        Assert.Equal((4, 1), Left(await Demanding.LeftRemote(new TaskOptions { NumCpus = 0, Resources = new Dictionary<string, double>() }).Within()));
    }

    // Each blocks its thread until all are there: the pool alone would add a thread each half second, and take minutes.
    [Fact]
    public async Task Two_hundred_blocking_actors_run_at_once_on_two_cpus()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        ActorHandle<Counter>[] actors = [.. Enumerable.Range(0, 200).Select(_ => Counter.CreateRemote(0))];
        ObjectRef[] calls = [.. actors.Select(actor => actor.Block(gate))];

        await gate.Arrived(actors.Length);
        gate.Open();

        await Ray.WhenAll(calls).Within();
    }

    [Fact]
    public async Task Ten_blocking_tasks_run_at_once_on_ten_cpus()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 10);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] squares = [.. Enumerable.Range(0, 10).Select(i => Work.BlockRemote(i * i, gate))];

        await gate.Arrived(10);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * i), await Ray.WhenAll(squares).Within());
    }

    [Fact]
    public async Task Long_queue_of_one_class_does_not_starve_another()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1, configure: options => options.Resources["disk"] = 10);
        Gate gate = cluster.Gate();
        Gate stop = cluster.Gate();
        // Each submits its successor, so that the queue is never empty until the other class had its turn.
        ObjectRef<int> endless = Endless.NextRemote(gate, stop);
        await gate.Arrived(10);

        int other = await Work.EchoRemote(5, new TaskOptions { Resources = new Dictionary<string, double> { ["disk"] = 1 } }).Within();
        stop.Arrive();

        Assert.Equal(5, other);
        await endless.Within();
    }

    [Fact]
    public async Task Hundred_thousand_queued_tasks_all_run()
    {
        await using TestCluster cluster = TestCluster.Start();

        int[] results = await Ray.WhenAll(Enumerable.Range(0, 100_000).Select(i => Work.EchoRemote(i))).Within();

        Assert.Equal(Enumerable.Range(0, 100_000), results);
        await cluster.AssertAllFreeAsync();
    }

    private static (double Cpu, double Disk) Left(Dictionary<string, double> left) => (left["CPU"], left["disk"]);

    private static IEnumerable<KeyValuePair<string, double>> Sorted(params (string Key, double Value)[] items) =>
        items.Select(item => KeyValuePair.Create(item.Key, item.Value)).OrderBy(item => item.Key, StringComparer.Ordinal);
}
