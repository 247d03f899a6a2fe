using System.Collections.Concurrent;

namespace RayNet.Runtime.Cluster.Tests;

[Actor]
[ConcurrencyGroup("io", 2)]
[ConcurrencyGroup("compute", 4)]
[ConcurrencyGroup("health", 1)]
internal sealed class Grouped
{
    private readonly ConcurrentDictionary<string, int> _running = new();
    private readonly ConcurrentDictionary<string, int> _most = new();

    [ActorMethod(ConcurrencyGroup = "health")]
    public string Health() => "healthy";

    [ActorMethod(ConcurrencyGroup = "io")]
    public Task<int> Read(string gate) => InAsync("io", gate);

    [ActorMethod(ConcurrencyGroup = "compute")]
    public Task<int> Compute(string gate) => InAsync("compute", gate);

    public Task<int> Default(string gate) => InAsync("default", gate);

    [ActorMethod(ConcurrencyGroup = "health")]
    public int Most(string group) => _most.GetValueOrDefault(group);

    private async Task<int> InAsync(string group, string gate)
    {
        int running = _running.AddOrUpdate(group, 1, (_, count) => count + 1);
        _most.AddOrUpdate(group, running, (_, most) => Math.Max(most, running));
        await Gate.PassAsync(gate);
        return _running.AddOrUpdate(group, 0, (_, count) => count - 1);
    }
}
