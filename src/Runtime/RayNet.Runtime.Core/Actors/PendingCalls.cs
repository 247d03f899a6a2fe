using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>Counts calls that have not ended, and what they keep in memory: of an actor for its MaxPendingCalls, of a client for its MaxPendingTasks and MaxPendingTaskBytes.</summary>
internal sealed class PendingCalls(int limit, long byteLimit = -1)
{
    private int _count;
    private long _bytes;

    internal int Limit => limit;

    /// <summary>For the tasks of a client; <see langword="null"/> without a limit.</summary>
    /// <exception cref="InvalidOptionException">A limit is neither -1 nor 1 or more.</exception>
    internal static PendingCalls? OfTasks(RayOptions options)
    {
        Check(options.MaxPendingTasks, nameof(options.MaxPendingTasks));
        Check(options.MaxPendingTaskBytes, nameof(options.MaxPendingTaskBytes));
        return (options.MaxPendingTasks, options.MaxPendingTaskBytes) == (-1, -1) ? null : new PendingCalls(options.MaxPendingTasks, options.MaxPendingTaskBytes);
    }

    internal bool TryAdd(ObjectCell call)
    {
        if (!TryCount())
        {
            return false;
        }

        call.AddContinuation(new Ended(this, 0));
        return true;
    }

    /// <exception cref="PendingCallsLimitExceededException">As many tasks have not ended as may be under way.</exception>
    internal void AddTask(ObjectCell call, string name)
    {
        if (!TryCount())
        {
            throw new PendingCallsLimitExceededException($"{name} is refused: {limit} tasks of this client have not ended, as many as RayOptions.MaxPendingTasks allows. Submit through Ray.Throttle, which waits for some to end, or raise the limit.");
        }

        long bytes = byteLimit == -1 ? 0 : CallSize.Measure(call);
        long before = Interlocked.Add(ref _bytes, bytes) - bytes;
        if (bytes > 0 && before > 0 && before + bytes > byteLimit)
        {
            End(bytes);
            throw new PendingCallsLimitExceededException($"{name} is refused: its arguments take {bytes} bytes, and tasks of this client that have not ended keep {before} of the {byteLimit} bytes that RayOptions.MaxPendingTaskBytes allows. Wait for some to end, pass large values as references (Ray.Put), or raise the limit.");
        }

        call.AddContinuation(new Ended(this, bytes));
    }

    private bool TryCount()
    {
        if (limit == -1 || Interlocked.Increment(ref _count) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    private void End(long bytes)
    {
        if (limit != -1)
        {
            Interlocked.Decrement(ref _count);
        }

        if (bytes > 0)
        {
            Interlocked.Add(ref _bytes, -bytes);
        }
    }

    private static void Check(long value, string option)
    {
        if (value is not (-1 or >= 1))
        {
            throw new InvalidOptionException($"{option} is {value}; give 1 or more, or -1 for no limit.");
        }
    }

    private sealed class Ended(PendingCalls pending, long bytes) : EndContinuation
    {
        private protected override void OnEnded() => pending.End(bytes);
    }
}
