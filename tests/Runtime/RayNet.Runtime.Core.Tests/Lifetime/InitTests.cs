namespace RayNet.Runtime.Tests.Lifetime;

public sealed class InitTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public async Task Invalid_option_fails_the_start_by_name(double cpus)
    {
        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(async () => await Ray.InitAsync(options =>
        {
            options.SetAsDefault = false;
            options.NumCpus = cpus;
        }));

        Assert.Contains("NumCpus", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_start_starts_nothing()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Ray.InitAsync(options => options.SetAsDefault = false, source.Token));
    }

    [Fact]
    public async Task Clusters_of_one_process_know_nothing_of_each_other()
    {
        await using TestCluster first = TestCluster.Start();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { Name = "main" });
        await using TestCluster second = TestCluster.Start();

        Assert.False(Ray.TryGetActor<Counter>("main", out _));
        Assert.True(first.Client.TryGetActor("main", out ActorHandle<Counter>? found));
        Assert.Equal(counter, found);
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Fact]
    public async Task Use_ends_with_its_scope()
    {
        await using TestCluster first = TestCluster.Start(configure: options => options.Namespace = "first");
        await using TestCluster second = TestCluster.Start(configure: options => options.Namespace = "second");

        using (first.Client.Use())
        {
            Assert.Equal("first", Ray.Client.Namespace);
        }

        Assert.Equal("second", Ray.Client.Namespace);
    }
}
