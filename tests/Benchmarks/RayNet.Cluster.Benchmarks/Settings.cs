using System.Diagnostics;
using System.Globalization;
using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>How long, how often, and what is measured.</summary>
/// <param name="Seconds">One repetition.</param>
/// <param name="Runs">Repetitions; the median counts.</param>
/// <param name="Cluster">What the driver works with.</param>
/// <param name="Peer">What the lines name as measured.</param>
/// <param name="Sets">Which families of metrics; none is all.</param>
/// <param name="Only">Parts of names; none is everything.</param>
internal sealed record Settings(double Seconds, int Runs, ClusterKind Cluster, string Peer, string[] Sets, string[] Only)
{
    /// <summary>How long each metric is repeated before it counts, in seconds, as the peers' harness does.</summary>
    private const double WarmUp = 1;

    /// <summary>CPU time that the driver and a worker have used: with few cores their sum bounds the rate, whoever else runs.</summary>
    internal Func<Task<(TimeSpan Caller, TimeSpan Server)>>? ReadCpu { get; init; }

    /// <summary>How long both sides work before anything is measured.</summary>
    internal TimeSpan Heat { get; init; } = TimeSpan.FromSeconds(4);

    internal static Settings Parse(string[] args)
    {
        var settings = new Settings(0.7, 5, ClusterKind.Workers, "raynet", [], []);
        for (int i = 0; i < args.Length; i++)
        {
            settings = args[i] switch
            {
                "--seconds" => settings with { Seconds = double.Parse(args[++i], CultureInfo.InvariantCulture) },
                "--runs" => settings with { Runs = int.Parse(args[++i], CultureInfo.InvariantCulture) },
                "--heat" => settings with { Heat = TimeSpan.FromSeconds(double.Parse(args[++i], CultureInfo.InvariantCulture)) },
                "--embedded" => settings with { Cluster = ClusterKind.Embedded, Peer = "raynet-embedded" },
                "--nodes" => settings with { Cluster = ClusterKind.Nodes, Peer = args[++i] },
                "--set" => settings with { Sets = [.. settings.Sets, args[++i]] },
                _ => settings with { Only = [.. settings.Only, args[i]] },
            };
        }

        return settings;
    }

    internal bool WantsSet(string set) => Sets.Length == 0 || Sets.Contains(set);

    /// <summary>Repeats an operation for the time of each repetition, and prints how often it was done in a second.</summary>
    internal async Task RateAsync(string metric, string unit, double perOperation, Func<Task> operation, Bound bound = default, double? x = null)
    {
        if (!Wants(metric))
        {
            return;
        }

        await Settling.RepeatAsync(operation, WarmUp);
        var rates = new double[Runs];
        long count = 0;
        (TimeSpan Caller, TimeSpan Server) before = ReadCpu is null ? default : await ReadCpu();
        for (int run = 0; run < Runs; run++)
        {
            long begun = Stopwatch.GetTimestamp();
            rates[run] = perOperation * await Settling.RateAsync(operation, Seconds);
            count += (long)(rates[run] * Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        var cpu = new Dictionary<string, double>();
        if (ReadCpu is not null)
        {
            (TimeSpan caller, TimeSpan server) = await ReadCpu();
            cpu["caller_cpu_us"] = (caller - before.Caller).TotalMicroseconds / count;
            cpu["server_cpu_us"] = (server - before.Server).TotalMicroseconds / count;
        }

        new Line(Peer, metric, unit, rates) { Bound = bound, X = x, More = cpu }.Print();
    }

    /// <summary>Measures single operations: the rate, and the middle and the 99th of a hundred of their times.</summary>
    internal async Task LatencyAsync(string metric, string unit, Func<Task> operation)
    {
        if (!Wants(metric))
        {
            return;
        }

        await Settling.RepeatAsync(operation, WarmUp);
        var rates = new double[Runs];
        var middle = new double[Runs];
        var tail = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            var times = new List<double>();
            long begin = Stopwatch.GetTimestamp();
            double elapsed;
            do
            {
                long start = Stopwatch.GetTimestamp();
                await operation();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            }
            while (elapsed < Seconds);
            times.Sort();
            rates[run] = times.Count / elapsed;
            middle[run] = times[times.Count / 2];
            tail[run] = times[(int)(times.Count * 0.99)];
        }

        new Line(Peer, metric, unit, rates).Print();
        new Line(Peer, metric + " p50", "us", middle).Print();
        new Line(Peer, metric + " p99", "us", tail).Print();
    }

    /// <summary>Measures something that returns its figure itself.</summary>
    internal async Task FigureAsync(string metric, string unit, Func<Task<double>> measure, Bound bound = default, double? x = null)
    {
        if (!Wants(metric))
        {
            return;
        }

        await Settling.RepeatAsync(measure, WarmUp);
        var figures = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            figures[run] = await measure();
        }

        new Line(Peer, metric, unit, figures) { Bound = bound, X = x }.Print();
    }

    /// <summary>Measures what returns several figures at once.</summary>
    internal async Task FiguresAsync((string Metric, string Unit, Bound Bound)[] metrics, Func<Task<double[]>> measure)
    {
        if (!metrics.Any(item => Wants(item.Metric)))
        {
            return;
        }

        await Settling.RepeatAsync(measure, WarmUp);
        var runs = new double[Runs][];
        for (int run = 0; run < Runs; run++)
        {
            runs[run] = await measure();
        }

        foreach ((int index, (string metric, string unit, Bound bound)) in metrics.Index())
        {
            if (Wants(metric))
            {
                new Line(Peer, metric, unit, [.. runs.Select(figures => figures[index])]) { Bound = bound }.Print();
            }
        }
    }

    internal void Print(string metric, double value, string unit, Bound bound = default, double? x = null)
    {
        if (Wants(metric))
        {
            new Line(Peer, metric, unit, [value]) { Bound = bound, X = x }.Print();
        }
    }

    internal bool Wants(string metric) => Only.Length == 0 || Only.Any(part => metric.Contains(part, StringComparison.OrdinalIgnoreCase));
}
