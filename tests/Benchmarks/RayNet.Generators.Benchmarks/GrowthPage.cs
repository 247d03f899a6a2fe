using System.Globalization;
using System.Text;
using ScottPlot;

namespace RayNet.Generators.Benchmarks;

/// <summary>The page about growth.</summary>
internal static class GrowthPage
{
    private const string Head = """
        # Generator and analyzers

        What the compiler's part of RayNet costs in projects with 10 to 5,000 remote methods, ten in each file, with a record for each file and a complete
        [RayNet.Contracts.txt](../guides/contracts.md). Written by `eng/bench.sh compiler`.

        ![Time against the number of remote methods](compiler.svg)

        "Cold" is the first run on a project. "Edit elsewhere" is a keystroke in a method that has nothing to do with RayNet. "File with the edit" is what an
        editor asks all analyzers of RayNet for after a keystroke in a remote method; "whole project" is what a build pays. Growth is the exponent between the
        two largest projects: 1 is linear, 0 is independent of the size.


        """;

    internal static void Write(string folder, IReadOnlyList<Series> all)
    {
        Directory.CreateDirectory(folder);
        var page = new StringBuilder(Head);
        page.Append("| Step |").AppendJoin("|", all[0].Points.Select(static point => string.Create(CultureInfo.InvariantCulture, $" {point.Methods:N0} methods "))).Append("| Growth |\n|---|");
        page.Insert(page.Length, "---|", all[0].Points.Count + 1).Append('\n');
        foreach (Series series in all)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {series.Name} |");
            foreach (Measurement point in series.Points)
            {
                page.Append(CultureInfo.InvariantCulture, $" {point.Milliseconds:0.0} ms, {point.Megabytes:0.0} MiB |");
            }

            page.Append(CultureInfo.InvariantCulture, $" {series.Exponent:0.00} |\n");
        }

        File.WriteAllText(Path.Combine(folder, "compiler.md"), page.ToString());
        Draw(all).SaveSvg(Path.Combine(folder, "compiler.svg"), 800, 500);
    }

    /// <summary>Both axes are logarithmic: linear growth is a line that rises by one decade in each.</summary>
    private static Plot Draw(IReadOnlyList<Series> all)
    {
        var plot = new Plot();
        foreach (Series series in all)
        {
            plot.Add.Scatter(
                series.Points.Select(static point => Math.Log10(point.Methods)).ToArray(),
                series.Points.Select(static point => Math.Log10(point.Milliseconds)).ToArray()).LegendText = series.Name;
        }

        plot.Axes.Bottom.TickGenerator = Decades(0, 4);
        plot.Axes.Left.TickGenerator = Decades(-2, 5);
        plot.XLabel("remote methods");
        plot.YLabel("milliseconds");
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static ScottPlot.TickGenerators.NumericManual Decades(int first, int last)
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int decade = first; decade <= last; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("#,0.##", CultureInfo.InvariantCulture));
        }

        return ticks;
    }
}
