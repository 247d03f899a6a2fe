using System.Globalization;
using RayNet.Benchmarks.Suite.Results;
using ScottPlot;

namespace RayNet.Benchmarks.Suite.Pages;

/// <summary>What grows with what.</summary>
internal static class Plots
{
    private static readonly (string File, string Title, string X, string Y, (string Peer, string Metric)[] Curves)[] s_all =
    [
        ("queue", "Submitting a task, against the queue before it", "queued tasks", "ns", Both("submitting a task to a queue of this length")),
        ("actors", "Creating actors and calling each once", "actors", "us per actor", Both("actor create and first call")),
        ("actor-memory", "Memory of idle actors", "actors", "bytes per actor", Both("memory of an idle actor")),
        ("payloads", "Echo, 8 in flight", "payload, bytes", "MB/s", Both("echo by size, 8 in flight")),
        ("latency", "Times of single actor calls", "percentile", "us", Both("1:1 actor calls sync, percentile")),
        ("nodes", "A placement decision, in the simulator", "nodes", "ns", [("raynet-simulated", "placement decision, 40% in use")]),
        ("head", "What a node that reports once a second costs the head", "nodes", "us of processor time per second", [("raynet-simulated", "head, processor time for each node that reports once a second")]),
        ("workers", "Tasks, 1,000 in flight, on 2 cores", "worker processes", "tasks/s", [("raynet", "single client tasks async, by worker processes")]),
    ];

    internal static void Write(string folder, ResultSet results)
    {
        Directory.CreateDirectory(folder);
        foreach ((string file, string title, string x, string y, (string Peer, string Metric)[] curves) in s_all)
        {
            var plot = new Plot();
            foreach ((string peer, string metric) in curves)
            {
                // Percentiles are read on a plain axis, all else by decades.
                Measurement[] points = [.. results.Curve(peer, metric).Where(static point => point.Value > 0)];
                if (points.Length > 1)
                {
                    plot.Add.Scatter(points.Select(point => file == "latency" ? point.X!.Value : Math.Log10(point.X!.Value)).ToArray(), points.Select(static point => Math.Log10(point.Value)).ToArray()).LegendText = peer;
                }
            }

            if (!plot.GetPlottables().Any())
            {
                continue;
            }

            if (file != "latency")
            {
                plot.Axes.Bottom.TickGenerator = Decades(0, 8);
            }

            plot.Axes.Left.TickGenerator = Decades(-1, 8);
            plot.Title(title);
            plot.XLabel(x);
            plot.YLabel(y);
            plot.ShowLegend(Alignment.UpperLeft);
            plot.SaveSvg(Path.Combine(folder, file + ".svg"), 720, 440);
        }
    }

    private static (string Peer, string Metric)[] Both(string metric) => [("raynet", metric), ("raynet-embedded", metric)];

    /// <summary>1, 2, 5 of each decade.</summary>
    private static ScottPlot.TickGenerators.NumericManual Decades(int first, int last)
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int decade = first; decade <= last; decade++)
        {
            foreach (int step in (int[])[1, 2, 5])
            {
                double value = step * Math.Pow(10, decade);
                ticks.AddMajor(Math.Log10(value), value.ToString("#,0.###", CultureInfo.InvariantCulture));
            }
        }

        return ticks;
    }
}
