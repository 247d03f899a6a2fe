using System.Diagnostics;
using System.Globalization;

namespace RayNet.Cluster.Benchmarks;

/// <summary>How long, how often, and what is measured.</summary>
/// <param name="Seconds">One repetition.</param>
/// <param name="Runs">Repetitions; the median counts.</param>
/// <param name="Nodes">What to call the cluster that is joined; <see langword="null"/> for a worker of its own.</param>
/// <param name="Only">Parts of names; none is everything.</param>
internal sealed record Settings(double Seconds, int Runs, string? Nodes, string[] Only)
{
    /// <summary>CPU time that the driver and a worker have used: with few cores their sum bounds the rate, whoever else runs.</summary>
    internal Func<Task<(TimeSpan Caller, TimeSpan Server)>>? ReadCpu { get; init; }

    internal static Settings Parse(string[] args)
    {
        double seconds = 0.7;
        int runs = 5;
        string? nodes = null;
        var only = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--seconds":
                    seconds = double.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--runs":
                    runs = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--nodes":
                    nodes = args[++i];
                    break;
                default:
                    only.Add(args[i]);
                    break;
            }
        }

        return new Settings(seconds, runs, nodes, [.. only]);
    }

    /// <summary>Repeats an operation for the time of each repetition, and prints how often it was done in a second.</summary>
    internal async Task RateAsync(string metric, string unit, double perOperation, Func<Task> operation)
    {
        if (!Wants(metric))
        {
            return;
        }

        await RepeatAsync(operation, 1);
        var rates = new double[Runs];
        long count = 0;
        (TimeSpan Caller, TimeSpan Server) before = ReadCpu is null ? default : await ReadCpu();
        for (int run = 0; run < Runs; run++)
        {
            long begun = Stopwatch.GetTimestamp();
            rates[run] = perOperation * await RepeatAsync(operation, Seconds);
            count += (long)(rates[run] * Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        string cpu = string.Empty;
        if (ReadCpu is not null)
        {
            (TimeSpan caller, TimeSpan server) = await ReadCpu();
            cpu = string.Create(CultureInfo.InvariantCulture, $",\"caller_cpu_us\":{(caller - before.Caller).TotalMicroseconds / count:0.###},\"server_cpu_us\":{(server - before.Server).TotalMicroseconds / count:0.###}");
        }

        Print(metric, rates, unit, cpu);
    }

    /// <summary>Measures single operations: the rate, and the middle and the 99th of a hundred of their times.</summary>
    internal async Task LatencyAsync(string metric, string unit, Func<Task> operation)
    {
        if (!Wants(metric))
        {
            return;
        }

        await RepeatAsync(operation, 1);
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

        Print(metric, rates, unit);
        Print(metric + " p50", middle, "us");
        Print(metric + " p99", tail, "us");
    }

    /// <summary>Measures something that returns its figure itself.</summary>
    internal async Task FigureAsync(string metric, string unit, Func<Task<double>> measure)
    {
        if (!Wants(metric))
        {
            return;
        }

        // As warm as the operations of the other metrics are.
        await RepeatAsync(measure, 1);
        var figures = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            figures[run] = await measure();
        }

        Print(metric, figures, unit);
    }

    internal void Print(string metric, double value, string unit)
    {
        if (Wants(metric))
        {
            Print(metric, [value], unit);
        }
    }

    private static void Print(string metric, double[] values, string unit, string more = "")
    {
        Array.Sort(values);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"peer":"raynet","metric":"{{metric}}","value":{{values[values.Length / 2]:0.####}},"unit":"{{unit}}","min":{{values[0]:0.####}},"max":{{values[^1]:0.####}},"runs":{{values.Length}}{{more}}}"""));
    }

    private static async Task<double> RepeatAsync(Func<Task> operation, double seconds)
    {
        long begin = Stopwatch.GetTimestamp();
        long count = 0;
        double elapsed;
        do
        {
            await operation();
            count++;
            elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        while (elapsed < seconds);
        return count / elapsed;
    }

    internal bool Wants(string metric) => Only.Length == 0 || Only.Any(part => metric.Contains(part, StringComparison.OrdinalIgnoreCase));
}
