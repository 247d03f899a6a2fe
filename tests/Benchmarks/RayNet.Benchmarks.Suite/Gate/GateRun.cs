using System.Globalization;
using RayNet.Benchmarks.Suite.Results;
using RayNet.Benchmarks.Suite.Subjects;
using Spectre.Console;

namespace RayNet.Benchmarks.Suite.Gate;

/// <summary>
/// Two builds of the same benchmarks in turn, many times: medians of pairs differ by less than a noisy machine moves single runs. A metric has regressed when its
/// median ratio is beyond the limit and nearly all pairs agree on the direction (a sign test: what noise alone would do in one of a hundred cases).
/// </summary>
internal static class GateRun
{
    /// <summary>How much worse the median of the pairs may be.</summary>
    private const double Limit = 1.1;

    private const double Chance = 0.01;

    internal static async Task<int> RunAsync(SuiteOptions options, string current, string parent)
    {
        var pairs = new Dictionary<string, (Measurement Sample, List<double> Ratios)>();
        for (int round = 0; round < options.Rounds; round++)
        {
            // Whoever goes first finds the machine as the one before left it: they take turns in that, too.
            (string first, string second) = round % 2 == 0 ? (current, parent) : (parent, current);
            Dictionary<string, Measurement> firsts = await MeasureAsync(first, options);
            Dictionary<string, Measurement> seconds = await MeasureAsync(second, options);
            (Dictionary<string, Measurement> now, Dictionary<string, Measurement> before) = round % 2 == 0 ? (firsts, seconds) : (seconds, firsts);
            foreach ((string metric, Measurement measured) in now)
            {
                if (before.TryGetValue(metric, out Measurement? old) && old.Value > 0 && measured.Value > 0)
                {
                    pairs.TryAdd(metric, (measured, []));
                    pairs[metric].Ratios.Add(IsRate(measured) ? old.Value / measured.Value : measured.Value / old.Value);
                }
            }
        }

        return Report(pairs);
    }

    /// <summary>How probable it is that at least this many of the pairs are on one side by chance.</summary>
    internal static double SignTest(int worse, int pairs)
    {
        double probability = 0;
        double combinations = 1;
        for (int k = 0; k <= pairs; k++)
        {
            if (k >= worse)
            {
                probability += combinations * Math.Pow(0.5, pairs);
            }

            combinations = combinations * (pairs - k) / (k + 1);
        }

        return probability;
    }

    /// <summary>Whether these ratios, above 1 where the newer one is worse, are a regression.</summary>
    internal static bool HasRegressed(IReadOnlyCollection<double> ratios) =>
        Median.Of(ratios) > Limit && SignTest(ratios.Count(static ratio => ratio > 1), ratios.Count) <= Chance;

    private static bool IsRate(Measurement measured) => measured.Unit.EndsWith("/s", StringComparison.Ordinal);

    private static async Task<Dictionary<string, Measurement>> MeasureAsync(string folder, SuiteOptions options)
    {
        var measured = new Dictionary<string, Measurement>();
        Subject[] subjects =
        [
            new Driver("calls", []),
            new Driver("payloads", []),
            new Driver("calls", ["--embedded"]),
        ];
        foreach (Subject subject in subjects)
        {
            await subject.RunAsync(options with { Folder = folder }, line => measured[$"{line.Peer}: {line.Metric}"] = line);
        }

        return measured;
    }

    private static int Report(Dictionary<string, (Measurement Sample, List<double> Ratios)> pairs)
    {
        Table table = new Table().AddColumns("metric", "now", "times worse, median", "range", "pairs that are worse", string.Empty);
        table.Border = TableBorder.Simple;
        int regressions = 0;
        foreach ((string metric, (Measurement sample, List<double> ratios)) in pairs)
        {
            bool hasRegressed = HasRegressed(ratios);
            regressions += hasRegressed ? 1 : 0;
            table.AddRow(
                Markup.Escape(metric),
                Pages.Figures.Of(sample),
                Median.Of(ratios).ToString("0.000", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{ratios.Min():0.00}-{ratios.Max():0.00}"),
                $"{ratios.Count(static ratio => ratio > 1)} of {ratios.Count}",
                hasRegressed ? "[red]regressed[/]" : string.Empty);
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{pairs.Count} metrics, {regressions} regressed");
        return regressions == 0 ? 0 : 1;
    }
}
