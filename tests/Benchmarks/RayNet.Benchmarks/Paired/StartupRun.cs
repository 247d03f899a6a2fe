using System.Diagnostics;

namespace RayNet.Benchmarks.Paired;

/// <summary>
/// Start-up: InitAsync in a process that has started, and the time from process start to the first line of output, of a RayNet
/// program and of an empty console program in turn.
/// </summary>
internal static class StartupRun
{
    private const int Pairs = 15;

    internal static async Task<int> RunAsync(string program, string empty, string? native)
    {
        double init = await InitAsync();
        var ratios = new List<double>();
        var times = new List<double>();
        for (int i = 0; i <= Pairs; i++)
        {
            double time = await FirstLineAsync(program);
            double floor = await FirstLineAsync(empty);
            if (i > 0)
            {
                times.Add(time);
                ratios.Add(time / floor);
            }
        }

        bool isMet = new Line(PairedRun.Embedded, "InitAsync in a started process", "ms", [init]) { Bound = Bound.Most(50) }.Print();
        new Line(PairedRun.Embedded, "process start to first result", "ms", [.. times]).Print();
        isMet &= new Line(PairedRun.Embedded, "process start to first result, ratio to an empty console program", "x", [.. ratios]) { Bound = Bound.Most(2) }.Print();
        if (native is not null)
        {
            await CompareAsync(program, native);
        }

        return isMet ? 0 : 1;
    }

    /// <summary>The same program, compiled when it runs and when it was published.</summary>
    private static async Task CompareAsync(string program, string native)
    {
        var managed = new List<double>();
        var compiled = new List<double>();
        for (int i = 0; i < Pairs; i++)
        {
            managed.Add(await FirstLineAsync(program));
            compiled.Add(await FirstLineAsync(native));
        }

        double managedMemory = await PeakMemoryAsync(program);
        double nativeMemory = await PeakMemoryAsync(native);
        new Line("raynet-native", "process start to first result", "ms", [.. compiled]).Print();
        new Line("raynet-native", "process start to first result, ratio to the managed program", "x", [Median(compiled) / Median(managed)]).Print();
        new Line("raynet-native", "peak memory", "MiB", [nativeMemory]).Print();
        new Line("raynet-native", "peak memory, ratio to the managed program", "x", [nativeMemory / managedMemory]).Print();
    }

    /// <summary>The most resident memory that the process ever had, in MiB, as the system says while it runs.</summary>
    private static async Task<double> PeakMemoryAsync(string program)
    {
        using Process process = Start(program);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;
            }
        }

        await output;
        return peak / 1048576.0;
    }

    private static Process Start(string program)
    {
        ProcessStartInfo start = program.EndsWith(".dll", StringComparison.Ordinal) ? new("dotnet", [program]) : new(program);
        start.RedirectStandardOutput = true;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static async Task<double> InitAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await using IRayClient client = await Ray.InitAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> FirstLineAsync(string assembly)
    {
        long began = Stopwatch.GetTimestamp();
        using Process process = Start(assembly);
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
