using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>The way back of a numbered call. The answer waits until the state that the call left is kept.</summary>
internal abstract class HeldAnswer(ActorSnapshots snapshots, ObjectCell call, ulong caller, long number) : CellContinuation
{
    internal ObjectCell Call { get; } = call;

    internal ulong Caller { get; } = caller;

    internal long Number { get; } = number;

    /// <summary>Whether the call has ended and its answer waits.</summary>
    internal bool IsHeld { get; set; }

    internal sealed override void OnCompleted(ObjectCell cell)
    {
        if (!snapshots.TryHold(this))
        {
            Release();
        }
    }

    /// <summary>Answers as the call ended.</summary>
    internal abstract void Release();

    /// <summary>Answers that the call's effect is lost.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>What is kept of the call, to answer it once more.</summary>
    internal abstract FinishedCall Describe();
}
