using System.Diagnostics;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>A driver beside one node, workers on another one: calls, and large objects from node to node.</summary>
internal static class TwoNodes
{
    /// <summary>The resource that only the other node has, which is the head's.</summary>
    private const string Far = "far";

    private const int Large = 1 << 30;

    internal static async Task MeasureAsync(Settings settings)
    {
        var there = new Dictionary<string, double> { [Far] = 0.001 };
        var tasks = new TaskOptions { NumCpus = 1, Resources = there };
        ActorHandle<Adder> actor = Adder.CreateRemote(new ActorOptions { Resources = there });
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < settings.Heat)
        {
            await actor.AddOne(1);
            await Calls.BurstAsync(i => actor.AddOne(i), Calls.Burst);
            await Calls.BurstAsync(i => Work.AddOneRemote(i, tasks), Calls.Burst);
        }

        await settings.LatencyAsync("1:1 actor calls sync", "calls/s", async () => await actor.AddOne(1));
        await settings.RateAsync("1:1 actor calls async", "calls/s", Calls.Burst, () => Calls.BurstAsync(i => actor.AddOne(i), Calls.Burst));
        await settings.LatencyAsync("single client tasks sync", "tasks/s", async () => await Work.AddOneRemote(1, tasks));
        await settings.RateAsync("single client tasks async", "tasks/s", Calls.Burst, () => Calls.BurstAsync(i => Work.AddOneRemote(i, tasks), Calls.Burst));
        await settings.RateAsync("bursts of 10 tasks", "tasks/s", 10, () => Calls.BurstAsync(i => Work.AddOneRemote(i, tasks), 10), Bound.Least(80_000));
        await RouteAsync(settings, there);
        byte[] block = new byte[Large];
        block.AsSpan().Fill(1);
        byte[] target = new byte[Large];
        const string metric = "1 GiB object node to node";
        await settings.FiguresAsync(
            [(metric, "MB/s", default), ("1 GiB over a bare TCP socket", "MB/s", default), ($"{metric}, ratio to a bare TCP socket", "x", settings.Peer == "raynet-nodes" ? Bound.Least(0.8) : default)],
            async () =>
            {
                double floor = await BareSocket.SecondsAsync(block, target);
                double seconds = await PullAsync(block, tasks);
                return [Large / seconds / 1e6, Large / floor / 1e6, floor / seconds];
            });
    }

    /// <summary>A call that goes straight to its actor, and one that the head's node hands on: what a scheduler in the path of calls would cost.</summary>
    private static async Task RouteAsync(Settings settings, Dictionary<string, double> there)
    {
        ActorHandle<Adder> near = Adder.CreateRemote(new ActorOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(Ray.GetNodes().First(static node => !node.Resources.ContainsKey(Far)).Id) });
        ActorHandle<Relay> relay = Relay.CreateRemote(near, new ActorOptions { Resources = there });
        await settings.FigureAsync(
            "sync call direct, ratio to a route through the head's node",
            "x",
            async () =>
            {
                double direct = await MedianAsync(settings.Seconds, () => near.AddOne(1));
                double routed = await MedianAsync(settings.Seconds, () => relay.AddOne(1));
                return routed / direct;
            },
            Bound.Least(1.6));
    }

    private static async Task<double> MedianAsync(double seconds, Func<ObjectRef<int>> call)
    {
        var times = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        while (times.Count == 0 || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            long start = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<double> PullAsync(byte[] block, TaskOptions tasks)
    {
        using ObjectRef<ReadOnlyMemory<byte>> put = Ray.Put((ReadOnlyMemory<byte>)block);
        long begin = Stopwatch.GetTimestamp();
        await Work.LengthRemote(put, tasks);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
