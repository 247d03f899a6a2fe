namespace RayNet.Runtime.Tests;

/// <summary>An embedded cluster of one test. The test's flow uses it; nothing else of the process does.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<Gate> _gates = [];
    private readonly IDisposable _use;

    private TestCluster(IRayClient client, LogRecorder log)
    {
        Client = client;
        Log = log;
        _use = client.Use();
    }

    public IRayClient Client { get; }

    public LogRecorder Log { get; }

    /// <summary>Starts a cluster. Not asynchronous: the choice of the client must stay in the caller's flow.</summary>
    public static TestCluster Start(double cpus = 4, TimeProvider? time = null, Action<RayOptions>? configure = null)
    {
        var log = new LogRecorder();
        Task<IRayClient> start = Ray.InitAsync(options =>
        {
            options.SetAsDefault = false;
            options.NumCpus = cpus;
            options.LoggerFactory = log;
            options.TimeProvider = time ?? TimeProvider.System;
            configure?.Invoke(options);
        }).AsTask();
        return new TestCluster(start.GetAwaiter().GetResult(), log);
    }

    /// <summary>A gate that opens at the end, so that a failed test leaves nothing stuck.</summary>
    public Gate Gate()
    {
        var gate = Tests.Gate.Create();
        _gates.Add(gate);
        return gate;
    }

    /// <summary>Checks that every resource is free, neither more nor less.</summary>
    public async Task AssertAllFreeAsync()
    {
        IReadOnlyDictionary<string, double> total = Client.ClusterResources();
        // It starts only when all is free; what it then sees left must be nothing.
        IReadOnlyDictionary<string, double> left = await Probe.LeftRemote(options: new TaskOptions
        {
            NumCpus = total.GetValueOrDefault("CPU"),
            NumGpus = total.GetValueOrDefault("GPU"),
            Resources = total.Where(item => item.Key is not ("CPU" or "GPU" or "memory")).ToDictionary(item => item.Key, item => item.Value),
        }).Within("all resources to be free");
        Assert.All(left, item => Assert.True(item.Key == "memory" || item.Value == 0, $"{item.Value} {item.Key} were given back too much"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Gate gate in _gates)
        {
            gate.Open();
        }

        _use.Dispose();
        await Client.DisposeAsync().AsTask().Within("shutdown");
    }
}
