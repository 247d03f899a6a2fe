using System.Diagnostics;
using RayNet.Benchmarks;
using RayNet.Cluster.Benchmarks;
using RayNet.Testing;

namespace RayNet.Nodes.Benchmarks;

/// <summary>One object from a node to one other, and to several at once, beside a bare socket in the same run.</summary>
internal static class Transfers
{
    private const int Size = 256 << 20;
    private const int Readers = 3;
    private const long Store = 768L << 20;

    internal static async Task MeasureAsync(Settings settings)
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Head = Named.Node(0, Store),
            Nodes = [.. Enumerable.Range(1, Readers).Select(static number => Named.Node(number, Store))],
        });
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        byte[] source = new byte[Size];
        byte[] target = new byte[Size];
        Random.Shared.NextBytes(source);
        await settings.FigureAsync("bare TCP socket", "GB/s", async () => Size / await BareSocket.SecondsAsync(source, target) / 1e9);
        await settings.FigureAsync("256 MiB object node to node", "GB/s", async () => Size / await PullAsync(source, 1) / 1e9);
        await settings.FigureAsync("256 MiB object node to node, ratio to a bare TCP socket", "x", async () =>
        {
            double floor = await BareSocket.SecondsAsync(source, target);
            return floor / await PullAsync(source, 1);
        }, Bound.Least(0.8));
        await settings.FigureAsync("broadcast 256 MiB to 3 nodes, bytes arrived", "GB/s", async () => (double)Readers * Size / await PullAsync(source, Readers) / 1e9);
    }

    private static async Task<double> PullAsync(byte[] source, int readers)
    {
        using ObjectRef<ReadOnlyMemory<byte>> stored = Ray.Put((ReadOnlyMemory<byte>)source);
        long begin = Stopwatch.GetTimestamp();
        await Ray.WhenAll(Enumerable.Range(1, readers).Select(i => Receiver.LengthRemote(stored, Named.On(i))));
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
