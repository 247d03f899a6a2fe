using System.Diagnostics;
using RayNet.Benchmarks;
using RayNet.Cluster.Benchmarks;
using RayNet.Testing;

namespace RayNet.Nodes.Benchmarks;

/// <summary>One object from a node to another one beside a bare socket in the same run.</summary>
internal static class Transfers
{
    private const int Size = 256 << 20;
    private const long Store = 768L << 20;

    internal static async Task MeasureAsync(Settings settings)
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Head = Named.Node(0, Store),
            Nodes = [Named.Node(1, Store)],
        });
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        byte[] source = new byte[Size];
        byte[] target = new byte[Size];
        Random.Shared.NextBytes(source);
        const string metric = "256 MiB object node to node";
        await settings.FiguresAsync([("bare TCP socket", "GB/s", default), (metric, "GB/s", default), ($"{metric}, ratio to a bare TCP socket", "x", Bound.Least(0.8))], async () =>
        {
            double floor = await BareSocket.SecondsAsync(source, target);
            double seconds = await PullAsync(source);
            return [Size / floor / 1e9, Size / seconds / 1e9, floor / seconds];
        });
    }

    private static async Task<double> PullAsync(byte[] source)
    {
        using ObjectRef<ReadOnlyMemory<byte>> stored = Ray.Put((ReadOnlyMemory<byte>)source);
        long begin = Stopwatch.GetTimestamp();
        _ = await Receiver.LengthRemote(stored, Named.On(1));
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
