namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>Names that several subjects measure by: those of the peers' harness, which are Ray's.</summary>
internal static class Metrics
{
    internal const string ColdStart = "cold start, both processes to first reply";

    internal static readonly string[] Calls =
    [
        "1:1 actor calls sync", "1:1 actor calls async", "1:n actor calls async", "n:n actor calls async", "single client tasks sync", "single client tasks async", "bursts of 10 tasks",
    ];

    internal static readonly string[] Actors = ["actor create and first call, 1k", "memory per idle actor, 10k"];

    internal static readonly string[] Echoes = ["echo 1 KiB, 8 in flight", "echo 64 KiB, 8 in flight", "echo 1 MiB, 8 in flight", "echo 64 MiB, 8 in flight"];
}
