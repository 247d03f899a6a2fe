using System.Diagnostics;

namespace RayNet.Runtime.Execution;

/// <summary>What the thread pool and the processors do at one moment.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Pending">Work items that no thread has taken.</param>
/// <param name="Completed">Work items that have ended so far.</param>
/// <param name="ProcessorTime">What the process has used of the processors so far.</param>
internal readonly record struct PoolLook(long Timestamp, long Pending, long Completed, TimeSpan ProcessorTime)
{
    /// <summary>A queue that drains within so many ticks is none that somebody waits for.</summary>
    private const int TicksToDrain = 5;

    /// <summary>Above this share of the processors, more threads make nothing faster.</summary>
    private const double Busy = 0.75;

    internal static PoolLook Now() =>
        new(Stopwatch.GetTimestamp(), ThreadPool.PendingWorkItemCount, ThreadPool.CompletedWorkItemCount, Environment.CpuUsage.TotalTime);

    /// <summary>
    /// Whether work waits for threads: nothing moves, or it moves slowly while the processors are idle, since the threads are blocked.
    /// </summary>
    internal bool IsStarvingSince(PoolLook last)
    {
        long ended = Completed - last.Completed;
        if (Pending == 0 || (ended > 0 && Pending <= ended * TicksToDrain))
        {
            return false;
        }

        double used = (ProcessorTime - last.ProcessorTime) / Stopwatch.GetElapsedTime(last.Timestamp, Timestamp);
        return ended == 0 || used < Busy * Environment.ProcessorCount;
    }
}
