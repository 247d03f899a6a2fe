using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;

namespace RayNet.Runtime.Execution;

/// <summary>Repeats failed attempts after their delay: doubled each time, spread by a quarter so that many do not come back together.</summary>
internal sealed class RetryScheduler(EmbeddedCluster cluster)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    internal void Schedule(ObjectCell call, CallSettings settings, CallExecutor executor)
    {
        TimeSpan delay = DelayOf(settings, call.FailedAttempts);
        if (delay <= TimeSpan.Zero)
        {
            Requeue(call, executor);
            return;
        }

        var retry = new Retry(this, call, executor, cluster.Waiting.Add(call));
        retry.Timer = cluster.TimeProvider.CreateTimer(static state => ((Retry)state!).Run(), retry, delay, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan DelayOf(CallSettings settings, int failedAttempts)
    {
        if (settings.RetryDelay <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        double doubled = settings.RetryDelay.Ticks * Math.Pow(2, Math.Min(failedAttempts - 1, 30));
        double spread = 0.75 + (0.5 * cluster.NextRandom());
        return TimeSpan.FromTicks((long)Math.Min(doubled * spread, LongestDelay.Ticks));
    }

    private static void Requeue(ObjectCell call, CallExecutor executor)
    {
        if (call.TryMove(CellState.Waiting, CellState.Queued))
        {
            executor.Resubmit(call);
        }
    }

    private sealed class Retry(RetryScheduler scheduler, ObjectCell call, CallExecutor executor, int place)
    {
        internal ITimer? Timer { get; set; }

        internal void Run()
        {
            Timer?.Dispose();
            scheduler.Forget(place);
            Requeue(call, executor);
        }
    }

    private void Forget(int place) => cluster.Waiting.Remove(place);
}
