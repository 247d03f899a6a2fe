using System.Diagnostics;
using System.Globalization;

namespace RayNet.Benchmarks.Paired;

/// <summary>
/// Start-up: InitAsync in a process that has started, and the time from process start to the first line of output, of a RayNet
/// program and of an empty console program in turn.
/// </summary>
internal static class StartupRun
{
    private const int Pairs = 15;

    internal static async Task<int> RunAsync(string program, string empty)
    {
        double init = await InitAsync();
        var ratios = new List<double>();
        var times = new List<double>();
        var floors = new List<double>();
        for (int i = 0; i <= Pairs; i++)
        {
            double time = await FirstLineAsync(program);
            double floor = await FirstLineAsync(empty);
            if (i > 0)
            {
                times.Add(time);
                floors.Add(floor);
                ratios.Add(time / floor);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"InitAsync in a started process: {init:0.0} ms (limit 50) {(init <= 50 ? "met" : "MISSED")}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"process start to first result: {Median(times):0.0} ms, empty console {Median(floors):0.0} ms, ratio {Median(ratios):0.00} (limit 2) {(Median(ratios) <= 2 ? "met" : "MISSED")}"));
        return init <= 50 && Median(ratios) <= 2 ? 0 : 1;
    }

    private static async Task<double> InitAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await using IRayClient client = await Ray.InitAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> FirstLineAsync(string assembly)
    {
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        string? line = await process.StandardOutput.ReadLineAsync();
        double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await process.WaitForExitAsync();
        return line == "3" && process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{assembly} printed '{line}' and exited with {process.ExitCode}.");
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
