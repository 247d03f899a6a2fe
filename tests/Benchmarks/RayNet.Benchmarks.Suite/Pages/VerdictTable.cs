using RayNet.Benchmarks.Suite.Targets;
using Spectre.Console;

namespace RayNet.Benchmarks.Suite.Pages;

/// <summary>The verdicts in a terminal.</summary>
internal static class VerdictTable
{
    internal static void Write(IReadOnlyList<Verdict> verdicts)
    {
        Table table = new Table().AddColumns("measured", "metric", "value", "beside", "its value", "ratio", "target", string.Empty);
        table.Border = TableBorder.Simple;
        foreach (Verdict verdict in verdicts)
        {
            table.AddRow(
                verdict.Own.Peer,
                Markup.Escape(verdict.Own.Metric),
                $"{Figures.Of(verdict.Own)} ({Figures.Range(verdict.Own)})",
                verdict.Other?.Peer ?? string.Empty,
                verdict.Other is null ? string.Empty : Figures.Of(verdict.Other),
                verdict.Other is null ? string.Empty : Figures.Of(verdict.Ratio, "x"),
                Figures.Limit(verdict),
                verdict.IsMet ? "[green]met[/]" : "[red]missed[/]");
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 220;
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{verdicts.Count(static verdict => verdict.IsMet)} targets met, {verdicts.Count(static verdict => !verdict.IsMet)} missed");
    }
}
