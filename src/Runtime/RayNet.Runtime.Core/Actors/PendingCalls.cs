using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors;

/// <summary>Counts calls that have not ended: of an actor for its MaxPendingCalls, of a client for its MaxPendingTasks.</summary>
internal sealed class PendingCalls(int limit)
{
    private int _count;

    internal int Limit => limit;

    /// <summary>For the tasks of a client; <see langword="null"/> without a limit.</summary>
    /// <exception cref="InvalidOptionException">The limit is neither -1 nor 1 or more.</exception>
    internal static PendingCalls? OfTasks(RayOptions options) => options.MaxPendingTasks switch
    {
        -1 => null,
        >= 1 and var limit => new PendingCalls(limit),
        var limit => throw new InvalidOptionException($"MaxPendingTasks is {limit}; give 1 or more, or -1 for no limit."),
    };

    internal bool TryAdd(ObjectCell call)
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        call.AddContinuation(new Ended(this));
        return true;
    }

    /// <exception cref="PendingCallsLimitExceededException">As many tasks have not ended as may be under way.</exception>
    internal void AddTask(ObjectCell call, string name)
    {
        if (!TryAdd(call))
        {
            throw new PendingCallsLimitExceededException($"{name} is refused: {limit} tasks of this client have not ended, as many as RayOptions.MaxPendingTasks allows. Submit through Ray.Throttle, which waits for some to end, or raise the limit.");
        }
    }

    private sealed class Ended(PendingCalls pending) : EndContinuation
    {
        private protected override void OnEnded() => Interlocked.Decrement(ref pending._count);
    }
}
