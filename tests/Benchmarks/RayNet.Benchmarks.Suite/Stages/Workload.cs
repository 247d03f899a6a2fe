using System.Diagnostics;

namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>What a driver does again and again while it is looked at.</summary>
/// <param name="Peer">What is measured, by the names of the tables.</param>
/// <param name="Metric">The metric, or what it begins with.</param>
/// <param name="Set">Its family, where the program has families.</param>
internal sealed record Workload(string Peer, string Metric, string? Set = null)
{
    internal const string Embedded = "raynet-embedded";
    internal const string Workers = "raynet";
    internal const string Nodes = "raynet-nodes";
    internal const string NodesWithTls = "raynet-nodes-tls";

    /// <summary>Those rows of the targets that are work of a driver; decisions of the scheduler, starts and the compiler have benchmarks and pages of their own.</summary>
    internal static readonly IReadOnlyList<Workload> All =
    [
        .. Calls(Embedded), new(Embedded, "get of 10,000 objects", "scale"), new(Embedded, "placement group create/removal", "scale"),
        .. Calls(Workers), new(Workers, "actor create and first call, 1k", "calls"), new(Workers, "echo 1 KiB", "payloads"), new(Workers, "echo 64 KiB", "payloads"), new(Workers, "echo 1 MiB", "payloads"),
        new(Workers, "echo 64 MiB", "payloads"), new(Workers, "10,000 arguments to one task", "scale"), new(Workers, "3,000 returns of one task", "scale"),
        new(Workers, "placement group create/removal", "scale"),
        .. NodeCalls(Nodes), new(Nodes, "1 GiB object node to node, ratio"),
        .. NodeCalls(NodesWithTls), new(NodesWithTls, "1 GiB object node to node, ratio"),
    ];

    /// <summary>What a table calls it.</summary>
    internal string Name { get; } = Metric.Replace(", ratio", string.Empty, StringComparison.Ordinal);

    internal bool IsOnNodes => Peer is Nodes or NodesWithTls;

    /// <summary>The driver, which does not end by itself.</summary>
    internal ProcessStartInfo Start() => new("dotnet",
    [
        "artifacts/bin/RayNet.Cluster.Benchmarks/release/RayNet.Cluster.Benchmarks.dll", .. IsOnNodes ? ["--nodes", Peer] : Peer == Embedded ? (string[])["--embedded"] : [],
        .. Set is null ? (string[])[] : ["--set", Set], "--heat", "1", "--runs", "1000000", "--seconds", "1", Metric,
    ]) { RedirectStandardOutput = true };

    private static IEnumerable<Workload> Calls(string peer) =>
    [
        new(peer, "1:1 actor calls sync", "calls"), new(peer, "1:1 actor calls async", "calls"), new(peer, "n:n actor calls async", "calls"), new(peer, "single client tasks sync", "calls"), new(peer, "single client tasks async", "calls"),
        new(peer, "bursts of 10 tasks", "calls"),
    ];

    private static IEnumerable<Workload> NodeCalls(string peer) =>
        [new(peer, "1:1 actor calls sync"), new(peer, "1:1 actor calls async"), new(peer, "single client tasks sync"), new(peer, "single client tasks async"), new(peer, "bursts of 10 tasks")];
}
