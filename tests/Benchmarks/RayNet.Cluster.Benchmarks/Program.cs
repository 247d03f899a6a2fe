// Measures a driver and one worker process on this machine, by the metrics' names of Ray's microbenchmark; one JSON object a line.
//   RayNet.Cluster.Benchmarks [--seconds 0.7] [--runs 5] [--nodes SUFFIX] [part of a metric's name ...]
// With --nodes it joins the cluster of RAYNET_ADDRESS, where a node that the driver is not beside has the resource "far".
using System.Diagnostics;
using RayNet;
using RayNet.Cluster.Benchmarks;

if (args is [Starts.First or Starts.Many])
{
    await Starts.RunMeasuredAsync(args[0]);
    return;
}

Settings settings = Settings.Parse(args) with { ReadCpu = static async () => (Environment.CpuUsage.TotalTime, await Work.CpuRemote()) };
if (settings.Nodes is { } suffix)
{
    await using IRayClient driver = await Ray.InitAsync(static options => options.LogToDriver = false);
    await TwoNodes.MeasureAsync(settings, suffix);
    return;
}

var started = Stopwatch.GetTimestamp();
await using IRayClient client = await Ray.InitAsync(options =>
{
    options.Workers = 1;
    options.LogToDriver = false;
    options.NumCpus = 4;
});
await Work.AddOneRemote(1);
settings.Print("cold start of a started driver to first reply", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
await Calls.MeasureAsync(settings);
await Creation.MeasureAsync(settings);
await Payloads.MeasureAsync(settings);
await Objects.MeasureAsync(settings);
await Starts.MeasureAsync(settings);
