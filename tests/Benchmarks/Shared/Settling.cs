using System.Diagnostics;
using System.Runtime;

namespace RayNet.Benchmarks;

/// <summary>Repeats what is about to be measured until its process has become what it stays.</summary>
internal static class Settling
{
    /// <summary>So many methods a moment are not the ones that are measured.</summary>
    private const int Settled = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>Longer than the JIT waits after the last method that was new.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Repeats for this long, and on while the JIT still compiles again what is done: that takes a core for a tenth of a second at a time, of two. What takes
    /// longer than this is not repeated for that.
    /// </summary>
    internal static async Task RepeatAsync(Func<Task> operation, double seconds)
    {
        long begin = Stopwatch.GetTimestamp();
        if (await RateAsync(operation, seconds) * seconds < 1)
        {
            return;
        }

        long before;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            await Task.Delay(Pause);
            await RateAsync(operation, 0.1);
        }
        while (JitInfo.GetCompiledMethodCount() - before > Settled && Stopwatch.GetElapsedTime(begin) < Longest);
    }

    /// <summary>How often it is done in a second, repeated for at least this long.</summary>
    internal static async Task<double> RateAsync(Func<Task> operation, double seconds)
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
}
