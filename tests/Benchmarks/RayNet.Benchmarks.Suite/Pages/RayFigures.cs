namespace RayNet.Benchmarks.Suite.Pages;

/// <summary>
/// What Ray publishes of itself: release 2.48.0, <c>release/perf_metrics/microbenchmark.json</c>, operations per second on one machine with 64 virtual
/// cores (m5.16xlarge). By RayNet's names of the same work.
/// </summary>
internal static class RayFigures
{
    internal static readonly IReadOnlyList<(string Metric, string Name, double PerSecond)> All =
    [
        ("single client tasks sync", "single_client_tasks_sync", 980.7),
        ("single client tasks async", "single_client_tasks_async", 8_040.5),
        ("1:1 actor calls sync", "1_1_actor_calls_sync", 2_011.9),
        ("1:1 actor calls async", "1_1_actor_calls_async", 8_663.7),
        ("1:n actor calls async", "1_n_actor_calls_async", 8_038.2),
        ("n:n actor calls async", "n_n_actor_calls_async", 27_375.6),
        ("placement group create/removal", "placement_group_create/removal", 764.6),
    ];
}
