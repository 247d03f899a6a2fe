using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A driver beside one node and workers on the head's node.</summary>
/// <param name="HasTls">Whether they speak TLS.</param>
/// <param name="IsNear">Whether they read each other's stores.</param>
internal sealed record TwoNodes(bool HasTls, bool IsNear = false) : Subject(
    $"two nodes{(HasTls ? " with TLS" : string.Empty)}{(IsNear ? " that share memory" : string.Empty)}",
    IsNear ? s_objects : s_all)
{
    private static readonly string[] s_objects = ["1 GiB object node to node"];

    private static readonly string[] s_all =
    [
        "1:1 actor calls sync", "1:1 actor calls async", "single client tasks sync", "single client tasks async", "bursts of 10 tasks", "1 GiB object node to node", "1 GiB over a bare TCP socket",
        "sync call direct, ratio to a route through the head's node",
    ];

    internal override async Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured)
    {
        await using StartedNodes nodes = await StartedNodes.StartAsync(HasTls, IsNear, new Dictionary<string, string>());
        ProcessStartInfo driver = Dotnet(options, "RayNet.Cluster.Benchmarks", ["--nodes", PeerName, "--runs", $"{options.Runs}", "--seconds", options.Seconds.ToString(CultureInfo.InvariantCulture), .. IsNear ? s_objects : options.Filters]);
        foreach ((string name, string value) in nodes.Environment)
        {
            driver.Environment[name] = value;
        }

        await RunAsync(driver, options.Filters, onMeasured);
    }

    private string PeerName => IsNear ? "raynet-nodes-near" : HasTls ? "raynet-nodes-tls" : "raynet-nodes";
}
