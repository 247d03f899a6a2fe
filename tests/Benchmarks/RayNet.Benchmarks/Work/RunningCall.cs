using System.Diagnostics;

namespace RayNet.Benchmarks.Work;

/// <summary>A call that runs until its getter is about to wait for it: what is timed is how the getter learns of its end.</summary>
internal static class RunningCall
{
    private static int s_started;
    private static int s_released;

    /// <summary>The call's body.</summary>
    internal static int Run(int number)
    {
        Volatile.Write(ref s_started, number);
        var spinner = default(SpinWait);
        while (Volatile.Read(ref s_released) != number)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return number;
    }

    /// <summary>The nanoseconds from the end of a call's body until its getter has the value, in the mean.</summary>
    /// <param name="submit">Submits a call that runs <see cref="Run"/>, and returns what waits for it.</param>
    /// <param name="count">How many calls, one after the other.</param>
    internal static double Measure(Func<int, Func<int>> submit, int count)
    {
        long waited = 0;
        for (int number = 1; number <= count; number++)
        {
            Func<int> get = submit(number);
            var spinner = default(SpinWait);
            while (Volatile.Read(ref s_started) != number)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }

            long released = Stopwatch.GetTimestamp();
            Volatile.Write(ref s_released, number);
            if (get() != number)
            {
                throw new InvalidOperationException("The value changed.");
            }

            waited += Stopwatch.GetTimestamp() - released;
        }

        Volatile.Write(ref s_started, 0);
        return waited * 1e9 / Stopwatch.Frequency / count;
    }
}
