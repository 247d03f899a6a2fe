using System.Diagnostics;
using RayNet.Benchmarks;
using RayNet.Cluster.Benchmarks;
using RayNet.Testing;
using RayNet.Testing.Nodes;

namespace RayNet.Nodes.Benchmarks;

/// <summary>One object that eight nodes want at once: how much of it its node sends, and how long all of them take beside copies of memory.</summary>
internal static class Broadcast
{
    private const int Size = 1 << 30;
    private const int Readers = 8;

    internal static async Task MeasureAsync(Settings settings)
    {
        const string sent = "broadcast 1 GiB to 8 nodes, bytes sent by the source";
        const string copies = "broadcast 1 GiB to 8 nodes, ratio to 8 copies of memory";
        if (!settings.Wants(sent) && !settings.Wants(copies))
        {
            return;
        }

        await using RayCluster cluster = await StartAsync(NodeMode.InProcess);
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        byte[] source = new byte[Size];
        byte[] target = new byte[Size];
        Random.Shared.NextBytes(source);
        await settings.FiguresAsync([(sent, "x", Bound.Most(2)), (copies, "x", default)], async () =>
        {
            var node = (InProcessNode)cluster.Head.Process;
            long before = node.SentObjectBytes;
            double seconds = await PullAsync(source);
            return [(node.SentObjectBytes - before) / (double)Size, seconds / CopySeconds(source, target)];
        });
    }

    /// <summary>The nodes are processes, as nodes of one machine are: they read each other's stores.</summary>
    internal static async Task MeasureProcessesAsync(Settings settings)
    {
        const string metric = "broadcast 1 GiB to 8 node processes, ratio to 8 copies of memory";
        if (!settings.Wants(metric))
        {
            return;
        }

        await using RayCluster cluster = await StartAsync(NodeMode.Process);
        await using IRayClient driver = await cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        byte[] source = new byte[Size];
        byte[] target = new byte[Size];
        Random.Shared.NextBytes(source);
        await settings.FigureAsync(metric, "x", async () => await PullAsync(source) / CopySeconds(source, target), Bound.Most(2));
    }

    private static Task<RayCluster> StartAsync(NodeMode mode) => RayCluster.StartAsync(new RayClusterOptions
    {
        Mode = mode,
        ToolPath = Path.GetFullPath("artifacts/bin/RayNet.Cli/release/raynet"),
        Head = Named.Node(0, Size + (Size / 4)),
        Nodes = [.. Enumerable.Range(1, Readers).Select(static number => Named.Node(number, Size + (Size / 4)))],
    });

    private static double CopySeconds(byte[] source, byte[] target)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int copy = 0; copy < Readers; copy++)
        {
            source.CopyTo(target, 0);
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task<double> PullAsync(byte[] source)
    {
        using ObjectRef<ReadOnlyMemory<byte>> stored = Ray.Put((ReadOnlyMemory<byte>)source);
        long begin = Stopwatch.GetTimestamp();
        await Ray.WhenAll(Enumerable.Range(1, Readers).Select(number => Receiver.LengthRemote(stored, Named.On(number))));
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
