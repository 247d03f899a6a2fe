using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors;

/// <summary>Counts the calls of an actor that have not ended, for its MaxPendingCalls.</summary>
internal sealed class PendingCalls(int limit)
{
    private int _count;

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

    private sealed class Ended(PendingCalls pending) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell) => Interlocked.Decrement(ref pending._count);
    }
}
