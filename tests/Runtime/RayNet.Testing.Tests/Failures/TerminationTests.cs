namespace RayNet.Testing.Tests.Failures;

/// <summary>The last word of an actor: its disposal, when it ends in good order.</summary>
public sealed class TerminationTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private RayCluster? _cluster;
    private IRayClient? _driver;

    private RayCluster Cluster => _cluster!;

    private IRayClient Driver => _driver!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")] });
        _driver = await _cluster.ConnectAsync(static options => options.LogToDriver = false);
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Cluster.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task Termination_completes_after_the_disposal()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<LastWord> actor = await StartAsync(200);
        await Ray.TerminateAsync(actor).Within();
        Assert.Equal("begun ended", await File.ReadAllTextAsync(_file));
    }

    [Fact]
    public async Task A_disposal_beyond_its_limit_is_given_up()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<LastWord> actor = await StartAsync(600_000, TimeSpan.FromMilliseconds(100));
        await Ray.TerminateAsync(actor).Within();
        ActorDiedException death = await Assert.ThrowsAnyAsync<ActorDiedException>(() => actor.ProcessId().AsTask().Within());
        Assert.Contains("TerminationTimeout of 0.1 s", death.Message, StringComparison.Ordinal);
        Assert.Equal("begun ", await File.ReadAllTextAsync(_file));
    }

    [Fact]
    public async Task A_kill_skips_it()
    {
        using IDisposable use = Driver.Use();
        ActorHandle<LastWord> actor = await StartAsync(0);
        Ray.Kill(actor);
        await actor.ProcessId().FailsWith<ActorDiedException>();

        // A later actor of the same worker has its word, so that one of the first would be there by now.
        ActorHandle<LastWord> other = LastWord.CreateRemote(_file, 0, On.Actor("second"));
        await other.ProcessId().Within();
        await Ray.TerminateAsync(other).Within();
        Assert.Equal("begun ended", await File.ReadAllTextAsync(_file));
    }

    [Fact]
    public async Task It_has_it_at_the_end_of_its_job()
    {
        int process;
        using (Driver.Use())
        {
            ActorHandle<LastWord> actor = await StartAsync(1_500);
            process = await actor.ProcessId().Within();
            await Driver.DisposeAsync();
        }

        await Processes.WaitForEndAsync(process);
        Assert.Equal("begun ended", await File.ReadAllTextAsync(_file));
    }

    [Fact]
    public async Task It_has_it_when_its_node_leaves()
    {
        using IDisposable use = Driver.Use();
        RayNode second = Cluster.Nodes[1];
        ActorHandle<LastWord> actor = LastWord.CreateRemote(_file, 1_500, On.Actor("second", -1));
        int process = await actor.ProcessId().Within();
        await Driver.DrainNodeAsync(second.Id);
        await Processes.WaitForEndAsync(process);
        Assert.Equal("begun ended", await File.ReadAllTextAsync(_file));
    }

    private async Task<ActorHandle<LastWord>> StartAsync(int milliseconds, TimeSpan? limit = null)
    {
        ActorHandle<LastWord> actor = LastWord.CreateRemote(_file, milliseconds, On.Actor("second") with { TerminationTimeout = limit });
        await actor.ProcessId().Within();
        return actor;
    }
}
