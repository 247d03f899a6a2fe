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

        ![Time against the number of remote methods](compiler-time.svg)

        ![Allocations against the number of remote methods](compiler-memory.svg)

        "Cold" is the first run on a project, which is what a build pays. "Edit elsewhere" is a keystroke in a method that has nothing to do with RayNet, "edit of one
        method" one in the parameters of a remote method: the generator runs again, and an editor asks the analyzers about the edited file. "Without rules" is the floor of
        the row below it: the compiler binds all bodies, generated ones among them, whoever listens. Each figure is a median, and
        growth is the exponent between the two largest projects: 1 is linear, 0 is independent of the size.


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
        Draw(all, "milliseconds", static point => point.Milliseconds).SaveSvg(Path.Combine(folder, "compiler-time.svg"), 900, 560);
        Draw(all, "MiB allocated", static point => point.Megabytes).SaveSvg(Path.Combine(folder, "compiler-memory.svg"), 900, 560);
    }

    /// <summary>Both axes are logarithmic: linear growth is a line that rises by one decade in each.</summary>
    private static Plot Draw(IReadOnlyList<Series> all, string unit, Func<Measurement, double> figure)
    {
        var plot = new Plot();
        foreach (Series series in all)
        {
            plot.Add.Scatter(
                series.Points.Select(static point => Math.Log10(point.Methods)).ToArray(),
                series.Points.Select(point => Math.Log10(figure(point))).ToArray()).LegendText = series.Name;
        }

        plot.Axes.Bottom.TickGenerator = Decades(0, 4);
        plot.Axes.Left.TickGenerator = Decades(-3, 5);
        plot.XLabel("remote methods");
        plot.YLabel(unit);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static ScottPlot.TickGenerators.NumericManual Decades(int first, int last)
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int decade = first; decade <= last; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("#,0.###", CultureInfo.InvariantCulture));
        }

        return ticks;
    }
}
