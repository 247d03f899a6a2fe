// Measures a driver and what it works with, by the metrics' names of Ray's microbenchmark; one JSON object a line.
//   RayNet.Cluster.Benchmarks [--embedded | --nodes PEER] [--seconds 0.7] [--runs 5] [--heat 4] [--set calls|payloads|objects|starts|scale ...] [part of a metric's name ...]
// By default it starts one worker process. With --nodes it joins the cluster of RAYNET_ADDRESS, where a node that the driver is not beside has the
// resource "far", and the lines name PEER.
using System.Diagnostics;
using RayNet;
using RayNet.Cluster.Benchmarks;

if (args is [Starts.First or Starts.Later or Starts.Many])
{
    await Starts.RunMeasuredAsync(args[0]);
    return;
}

var settings = Settings.Parse(args);
if (settings.Cluster != ClusterKind.Embedded)
{
    settings = settings with { ReadCpu = static async () => (Environment.CpuUsage.TotalTime, await Work.CpuRemote()) };
}

if (settings.Cluster == ClusterKind.Nodes)
{
    await using IRayClient driver = await Ray.InitAsync(static options => options.LogToDriver = false);
    await TwoNodes.MeasureAsync(settings);
    return;
}

long started = Stopwatch.GetTimestamp();
await using (IRayClient client = await Ray.InitAsync(options =>
{
    options.Workers = settings.Cluster == ClusterKind.Workers ? 1 : null;
    options.LogToDriver = false;
    options.NumCpus = 4;
}))
{
    await Work.AddOneRemote(1);
    settings.Print("cold start of a started driver to first reply", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
    if (settings.WantsSet("calls") || settings.WantsSet("payloads"))
    {
        await Calls.HeatAsync(settings);
    }

    if (settings.WantsSet("calls"))
    {
        await Calls.MeasureAsync(settings);
        await Creation.MeasureAsync(settings);
    }

    if (settings.WantsSet("payloads"))
    {
        await Payloads.MeasureAsync(settings);
    }

    if (settings.WantsSet("objects"))
    {
        await Objects.MeasureAsync(settings);
    }

    if (settings.Sets.Contains("scale"))
    {
        await Scale.MeasureAsync(settings);
        await States.MeasureAsync(settings);
        await Curves.MeasureAsync(settings);
    }
}

if (settings.Cluster == ClusterKind.Workers && settings.WantsSet("starts"))
{
    await Starts.MeasureAsync(settings);
}

if (settings.Cluster == ClusterKind.Workers && settings.Sets.Contains("scale"))
{
    await WorkerCounts.MeasureAsync(settings);
}
