using System.Diagnostics;
using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Subjects;

/// <summary>A program that measures and prints lines.</summary>
/// <param name="Name">What the progress says.</param>
/// <param name="Topics">What it measures; it is left out when a filter names none of it.</param>
internal abstract record Subject(string Name, params string[] Topics)
{
    /// <summary>Whether a filter may name something of it: a part of a topic, or the whole name of what is measured for it (its ratio, its 99th of a hundred).</summary>
    internal bool IsWanted(IReadOnlyList<string> filters) =>
        filters.Count == 0 || filters.Any(filter => Topics.Any(topic => topic.Contains(filter, StringComparison.OrdinalIgnoreCase) || filter.Contains(topic, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Runs it once.</summary>
    internal abstract Task RunAsync(SuiteOptions options, Action<Measurement> onMeasured);

    /// <summary>Runs a program to its end, and reads what it prints.</summary>
    /// <exception cref="InvalidOperationException">The program failed before it had measured anything.</exception>
    protected static async Task RunAsync(ProcessStartInfo start, IReadOnlyList<string> filters, Action<Measurement> onMeasured)
    {
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        bool hasMeasured = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Measurement.Read(line) is not { } measured)
            {
                continue;
            }

            hasMeasured = true;
            if (filters.Count == 0 || filters.Any(filter => measured.Metric.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            {
                Console.WriteLine(line);
                onMeasured(measured);
            }
        }

        await process.WaitForExitAsync();

        // A missed target ends some of them with 1: the verdict is this program's.
        if (process.ExitCode != 0 && !hasMeasured)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode} and measured nothing.");
        }
    }

    protected static ProcessStartInfo Dotnet(SuiteOptions options, string project, params IEnumerable<string> arguments) =>
        new("dotnet", [Path.Combine(options.Folder, "artifacts/bin", project, "release", project + ".dll"), .. arguments]);
}
