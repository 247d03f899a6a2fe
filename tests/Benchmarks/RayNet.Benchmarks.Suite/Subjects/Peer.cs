using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A framework or a floor that RayNet is measured beside, by its own harness.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Folder">Where the harness may build and write.</param>
internal sealed record Peer(string Name, string Folder) : Subject(Name, [.. Metrics.Calls, .. Metrics.Actors, .. Metrics.Echoes, Metrics.ColdStart])
{
    internal override async Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured)
    {
        foreach (string only in options.Filters.Count == 0 ? [string.Empty] : options.Filters)
        {
            var start = new ProcessStartInfo("bash", [Path.Combine(Folder, "run.sh"), Name]);
            start.Environment["PEER_ONLY"] = only;
            start.Environment["PEER_RUNS"] = $"{options.Runs}";
            start.Environment["PEER_SECONDS"] = options.Seconds.ToString(CultureInfo.InvariantCulture);
            start.Environment["PEER_WARMUP_SECONDS"] = options.WarmUp.ToString(CultureInfo.InvariantCulture);
            await RunAsync(start, options.Filters, onMeasured);
        }
    }
}
