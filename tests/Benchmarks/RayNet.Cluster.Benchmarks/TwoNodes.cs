using System.Diagnostics;

namespace RayNet.Cluster.Benchmarks;

/// <summary>A driver beside one node, workers on another one: calls over gRPC, and large objects from node to node.</summary>
internal static class TwoNodes
{
    /// <summary>The resource that only the other node has.</summary>
    private const string Far = "far";

    private const int Burst = 1000;
    private const int Large = 1 << 30;

    internal static async Task MeasureAsync(Settings settings, string suffix)
    {
        var there = new Dictionary<string, double> { [Far] = 0.001 };
        var tasks = new TaskOptions { NumCpus = 1, Resources = there };
        ActorHandle<Adder> actor = Adder.CreateRemote(new ActorOptions { Resources = there });
        await settings.LatencyAsync($"1:1 actor calls sync, {suffix}", "calls/s", async () => await actor.AddOne(1));
        await settings.RateAsync($"1:1 actor calls async, {suffix}", "calls/s", Burst, () => Ray.WhenAll(Enumerable.Range(0, Burst).Select(i => actor.AddOne(i))));
        await settings.LatencyAsync($"single client tasks sync, {suffix}", "tasks/s", async () => await Work.AddOneRemote(1, tasks));
        await settings.RateAsync($"single client tasks async, {suffix}", "tasks/s", Burst, () => Ray.WhenAll(Enumerable.Range(0, Burst).Select(i => Work.AddOneRemote(i, tasks))));
        await settings.RateAsync($"bursts of 10 tasks, {suffix}", "tasks/s", 10, () => Ray.WhenAll(Enumerable.Range(0, 10).Select(i => Work.AddOneRemote(i, tasks))));
        byte[] block = new byte[Large];
        byte[] target = new byte[Large];
        await settings.FigureAsync($"1 GiB object node to node, {suffix}", "MB/s", async () =>
        {
            using ObjectRef<ReadOnlyMemory<byte>> put = Ray.Put((ReadOnlyMemory<byte>)block);
            long begin = Stopwatch.GetTimestamp();
            await Work.LengthRemote(put, tasks);
            return Large / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6;
        });
        await settings.FigureAsync("1 GiB over a bare TCP socket", "MB/s", async () => Large / await BareSocket.SecondsAsync(block, target) / 1e6);
    }
}
