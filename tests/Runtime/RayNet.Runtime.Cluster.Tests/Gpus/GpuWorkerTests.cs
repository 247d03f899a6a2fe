namespace RayNet.Runtime.Cluster.Tests.Gpus;

/// <summary>GPUs and the processes that see them. No GPU is needed: what a process sees is a variable.</summary>
public sealed class GpuWorkerTests : IAsyncLifetime
{
    private static readonly TaskOptions s_one = new() { NumGpus = 1, NumCpus = 0 };
    private static readonly TaskOptions s_part = new() { NumGpus = 0.25, NumCpus = 0 };

    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync(workers: 1, configure: static options => options.NumGpus = 3, node: static options => options with { Gpus = ["GPU-a", "GPU-b"] });

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Whole_gpus_are_held_by_one_process_each_and_others_see_none()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ObjectRef<string>[] held = [.. Enumerable.Range(0, 3).Select(_ => Devices.HoldRemote(gate, s_one))];
        await gate.Arrived(3);
        string[] plain = Parts(await Devices.SeeRemote(new TaskOptions()).Within());
        gate.Open();
        string[][] seen = [.. (await Ray.WhenAll(held).Within()).Select(Parts)];

        Assert.Equal(["0", "GPU-a", "GPU-b"], seen.Select(static parts => parts[0]).Order(StringComparer.Ordinal));
        Assert.All(seen, static parts => Assert.Equal(parts[0], parts[1]));
        Assert.Equal(4, seen.Append(plain).Select(static parts => parts[2]).Distinct().Count());
        Assert.Equal((string.Empty, string.Empty), (plain[0], plain[1]));
    }

    [Fact]
    public async Task Parts_of_one_gpu_share_its_process_and_actors_keep_theirs()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ObjectRef<string>[] held = [.. Enumerable.Range(0, 4).Select(_ => Devices.HoldRemote(gate, s_part))];
        await gate.Arrived(4);
        ActorHandle<Probe> actor = Probe.CreateRemote(new ActorOptions { NumGpus = 2 });
        int process = await actor.ProcessId().Within();
        gate.Open();
        string[] seen = await Ray.WhenAll(held).Within();
        Assert.Single(seen.Distinct());
        Assert.NotEqual(process.ToString(System.Globalization.CultureInfo.InvariantCulture), Parts(seen[0])[2]);

        // What is left is the first one; two more are not there until the actor ends.
        ObjectRef<string> two = Devices.SeeRemote(new TaskOptions { NumGpus = 2, NumCpus = 0 });
        Assert.Equal(Parts(seen[0])[0], Parts(await Devices.SeeRemote(s_one).Within())[0]);
        Assert.False(two.AsTask().IsCompleted);
        Ray.Kill(actor);
        Assert.Equal(2, Parts(await two.Within())[0].Split(',').Length);
        await Cluster.AllFree();
    }

    [Fact]
    public async Task A_process_that_saw_a_gpu_ends_before_another_one_takes_that_gpu_among_others()
    {
        using IDisposable use = Cluster.Use();
        int first = Process(await Devices.SeeRemote(s_one).Within());
        Assert.Equal(first, Process(await Devices.SeeRemote(s_one).Within()));
        Assert.NotEqual(first, Process(await Devices.SeeRemote(new TaskOptions { NumGpus = 3, NumCpus = 0 }).Within()));
        await Soon.Until(() => !Processes.IsAlive(first));
    }

    [Fact]
    public void More_than_one_gpu_is_asked_for_in_whole_ones()
    {
        using IDisposable use = Cluster.Use();
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => Devices.SeeRemote(new TaskOptions { NumGpus = Half(3) }));
        Assert.Contains("NumGpus is 1.5", refused.Message, StringComparison.Ordinal);
    }

    private static double Half(int number) => number / 2.0;

    private static string[] Parts(string seen) => seen.Split('|');

    private static int Process(string seen) => int.Parse(Parts(seen)[2], System.Globalization.CultureInfo.InvariantCulture);
}
