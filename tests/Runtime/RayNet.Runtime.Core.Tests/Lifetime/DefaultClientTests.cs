namespace RayNet.Runtime.Tests.Lifetime;

[Collection(ProcessWideCollection.Name)]
public sealed class DefaultClientTests
{
    [Fact]
    public async Task Default_client_serves_the_whole_process_until_it_is_disposed()
    {
        Assert.False(Ray.IsInitialized);
        RayNotInitializedException before = Assert.Throws<RayNotInitializedException>(() => _ = Work.EchoRemote(1));
        Assert.Contains("Ray.InitAsync", before.Message, StringComparison.Ordinal);

        await using (IRayClient ray = await Ray.InitAsync())
        {
            Assert.True(Ray.IsInitialized);
            Assert.Same(ray, Ray.Client);
            Assert.Equal(3, await Work.AddRemote(1, 2).Within());
            Assert.Equal(3, await Soon.Blocking(() => Ray.Get(Work.AddRemote(1, 2))));
        }

        Assert.False(Ray.IsInitialized);
    }

    [Fact]
    public async Task Second_start_fails_and_says_how_to_share()
    {
        await using IRayClient ray = await Ray.InitAsync();

        RayAlreadyInitializedException error = await Assert.ThrowsAsync<RayAlreadyInitializedException>(async () => await Ray.InitAsync());
        Assert.Contains("IgnoreReinit", error.Message, StringComparison.Ordinal);
        Assert.Same(ray, await Ray.InitAsync(options => options.IgnoreReinit = true));
    }

    [Fact]
    public async Task Of_many_concurrent_starts_exactly_one_becomes_the_default()
    {
        for (int round = 0; round < 20; round++)
        {
            using var together = new Barrier(8);
            Task<IRayClient?>[] starts =
            [
                .. Enumerable.Range(0, 8).Select(_ => Soon.Blocking<IRayClient?>(() =>
                {
                    together.SignalAndWait(Soon.Limit);
                    try
                    {
                        return Ray.InitAsync().AsTask().GetAwaiter().GetResult();
                    }
                    catch (RayAlreadyInitializedException)
                    {
                        return null;
                    }
                })),
            ];

            IRayClient? winner = Assert.Single(await Task.WhenAll(starts), client => client is not null);
            Assert.Same(winner, Ray.Client);
            await winner!.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ray_can_be_started_again_fifty_times_and_leaves_no_thread()
    {
        await CycleAsync(5);
        int before = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;

        await CycleAsync(50);

        ThreadPool.GetMinThreads(out int minimum, out _);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Assert.InRange(process.Threads.Count, 0, before + 8);
        Assert.InRange(minimum, 0, Math.Max(Environment.ProcessorCount, 4));
        Assert.Empty(NamedThreads());
    }

    private static async Task CycleAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await using IRayClient ray = await Ray.InitAsync(options => options.NumCpus = 8);
            Gate gate = Gate.Create();
            ObjectRef<int>[] blocked = [.. Enumerable.Range(0, 8).Select(item => Work.BlockRemote(item, gate))];
            ActorHandle<Counter> counter = Counter.CreateRemote(i);
            ObjectRef waiting = Work.WaitForCancellationAsyncRemote(gate, new TaskOptions { NumCpus = 0 });
            await gate.Arrived(9);
            Assert.Equal(i + 1, await counter.Increment().Within());
            gate.Open();
            await Ray.WhenAll(blocked).Within();
            GC.KeepAlive(waiting);
        }
    }

    /// <summary>The threads that RayNet made, by their names; only Linux tells the names of a process's threads.</summary>
    private static IEnumerable<string> NamedThreads() => OperatingSystem.IsLinux()
        ? Directory.GetDirectories("/proc/self/task")
            .Select(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim())
            .Where(name => name.StartsWith("raynet", StringComparison.Ordinal))
        : [];
}
