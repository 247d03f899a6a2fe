using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Targets;

/// <summary>The targets that compare processes. Those that a benchmark judges alone come with its lines.</summary>
internal static class TargetTable
{
    private const string Workers = "raynet";
    private const string Nodes = "raynet-nodes";
    private const string Tls = "raynet-nodes-tls";
    private const string Sync = "1:1 actor calls sync p50";
    private const string TaskSync = "single client tasks sync p50";
    private const string TaskAsync = "single client tasks async";
    private const string ColdStart = "cold start, both processes to first reply";

    private static readonly string[] s_frameworks = ["orleans", "proto-remote", "akka", "dask"];
    private static readonly string[] s_async = ["1:1 actor calls async", "1:n actor calls async", "n:n actor calls async"];

    private static readonly Target[] s_all =
    [
        AtMost(Workers, Sync, 0.5, "orleans"),
        AtMost(Workers, Sync, 1.5, "pipelines-uds"),
        .. s_async.Select(static metric => AtLeast(Workers, metric, 3, s_frameworks)),
        AtMost(Workers, TaskSync, 0.5, "orleans"),
        AtMost(Workers, TaskSync, 0.02, "dask"),
        AtLeast(Workers, TaskAsync, 2, "orleans", "proto-remote"),
        AtLeast(Workers, TaskAsync, 500, "dask"),
        AtLeast(Workers, TaskAsync, 1_000_000),
        AtLeast(Workers, "actor create and first call, 1k", 1, s_frameworks),
        AtMost(Workers, "memory per idle actor, 10k", 0.6, "orleans", "proto-remote", "akka"),
        AtLeast(Workers, "echo 1 KiB, 8 in flight", 1.5, "orleans"),
        AtLeast(Workers, "echo 64 KiB, 8 in flight", 3, "orleans"),
        AtLeast(Workers, "echo 1 MiB, 8 in flight", 10, "orleans"),
        AtLeast(Workers, "echo 64 MiB, 8 in flight", 20, "orleans"),
        AtMost(Workers, ColdStart, 0.35, "orleans"),
        AtMost(Workers, ColdStart, 1, "grpc-stream-tcp"),
        AtMost(Nodes, Sync, 1.25, "grpc-stream-tcp"),
        AtLeast(Nodes, "1:1 actor calls async", 3, s_frameworks),
        AtLeast(Nodes, TaskAsync, 2, "orleans", "proto-remote"),
        AtMost(Tls, Sync, 1.5, Nodes),
        AtMost(Tls, TaskSync, 1.5, Nodes),
        AtLeast(Tls, "1:1 actor calls async", 1 / 1.5, Nodes),
        AtLeast(Tls, TaskAsync, 1 / 1.5, Nodes),
        AtLeast(Tls, "1 GiB object node to node", 1 / 2.5, Nodes),
    ];

    internal static IReadOnlyList<Verdict> Judge(ResultSet results) =>
    [
        .. s_all.Select(target => target.Judge(results)).OfType<Verdict>(),
        .. results.All.SelectMany(static own => Own(own)),
    ];

    private static IEnumerable<Verdict> Own(Measurement own)
    {
        if (own.AtMost is { } most)
        {
            yield return new Verdict(AtMost(own.Peer, own.Metric, most), own, null, own.Value);
        }

        if (own.AtLeast is { } least)
        {
            yield return new Verdict(AtLeast(own.Peer, own.Metric, least), own, null, own.Value);
        }
    }

    private static Target AtMost(string peer, string metric, double factor, params string[] others) => new(peer, metric, true, factor, others);

    private static Target AtLeast(string peer, string metric, double factor, params string[] others) => new(peer, metric, false, factor, others);
}
