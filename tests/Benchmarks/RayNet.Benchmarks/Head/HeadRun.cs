using System.Buffers;
using System.Diagnostics;
using MessagePack;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Sessions;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Benchmarks.Head;

/// <summary>What nodes cost the head that only report: each once a second, with new figures, which all others are told. Everything but the sockets.</summary>
internal static class HeadRun
{
    private const string Peer = "raynet-simulated";
    private const int Most = 2_000;
    private const int Fewer = 500;
    private const int Seconds = 3;
    private const int TicksPerSecond = 50;

    internal static async Task<int> RunAsync()
    {
        // The JIT is not what nodes cost.
        await MeasureAsync(100, prints: false);
        var costs = new List<double>();
        foreach (int nodes in (int[])[10, 100, Fewer, Most])
        {
            costs.Add(await MeasureAsync(nodes));
        }

        // With ten the head's own time counts more than theirs: what has to stay flat is what many cost.
        bool isMet = new Line(Peer, $"head with {Most:N0} nodes that report once a second", "cores", [costs[^1] * Most / 1e6]) { Bound = Bound.Most(1) }.Print();
        return new Line(Peer, $"head, processor time for each node, ratio of {Most:N0} to {Fewer}", "x", [costs[^1] / costs[^2]]) { Bound = Bound.Most(1.5) }.Print() && isMet ? 0 : 1;
    }

    /// <summary>Microseconds of a core that each node costs in a second.</summary>
    private static async Task<double> MeasureAsync(int count, bool prints = true)
    {
        await using var head = new ClusterHead(new HeadOptions { ClusterId = 1 }, new MemoryHeadStore(), TimeProvider.System, NullLogger.Instance);
        long bytes = 0;
        long messages = 0;
        var sink = new EncodingSink(length =>
        {
            Interlocked.Add(ref bytes, length);
            Interlocked.Increment(ref messages);
        });
        INodeReceiver receiver = NodeHubMethods.Contract.CreateReceiver(sink);
        var sessions = new NodeSession[count];
        for (int i = 0; i < count; i++)
        {
            sessions[i] = head.Connect(receiver);
            await sessions[i].RegisterAsync(Info(i), 0);
        }

        // What joining costs does not count.
        long last;
        do
        {
            last = Interlocked.Read(ref messages);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
        while (last != Interlocked.Read(ref messages));

        bytes = messages = 0;
        RpcCodec<NodeReport> codec = RpcCodecs.Of<NodeReport>();
        var wire = new ArrayBufferWriter<byte>(1024);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond)))
        {
            int next = 0;
            for (int tick = 1; tick <= Seconds * TicksPerSecond; tick++)
            {
                await timer.WaitForNextTickAsync();
                for (int end = (int)((long)count * tick / TicksPerSecond); next < end; next++)
                {
                    // As it comes over the wire.
                    wire.ResetWrittenCount();
                    Write(wire, codec, Report(next, next / count));
                    await sessions[next % count].ReportAsync(Read(wire, codec));
                }
            }
        }

        double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double cores = (Environment.CpuUsage.TotalTime - before).TotalSeconds / elapsed;
        double each = cores * 1e6 / count;
        if (prints)
        {
            new Line(Peer, "head, processor time for each node that reports once a second", "us/s", [each]) { X = count }.Print();
            new Line(Peer, "head, bytes told by nodes that report once a second", "MB/s", [bytes / elapsed / 1e6]) { X = count, More = new Dictionary<string, double> { ["messages"] = messages / elapsed } }.Print();
        }

        return each;
    }

    private static void Write(ArrayBufferWriter<byte> wire, RpcCodec<NodeReport> codec, NodeReport report)
    {
        var writer = new MessagePackWriter(wire);
        codec.Write(ref writer, report);
        writer.Flush();
    }

    private static NodeReport Read(ArrayBufferWriter<byte> wire, RpcCodec<NodeReport> codec)
    {
        var reader = new MessagePackReader(wire.WrittenMemory);
        return codec.Read(ref reader);
    }

    private static NodeInfo Info(int number) => new(
        new NodeId((ulong)number + 1, 0), $"node-{number}", "127.0.0.1:1", IsHead: false, Resources(64, number), new Dictionary<string, string> { ["zone"] = $"{number % 16}" }, 1, "1", 1L << 30);

    private static NodeReport Report(int number, int round) => new(round + 1, Resources(64 - (round % 60) - 1, number), [], 4, round, 0);

    private static Dictionary<string, double> Resources(double cpus, int number) =>
        new() { ["CPU"] = cpus, ["GPU"] = 8, ["memory"] = 256e9, [$"custom-{number % 8}"] = 10 };
}
