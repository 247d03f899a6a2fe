using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Execution;

/// <summary>What runs calls: a worker slot, a getter that runs in place, or an actor's mailbox.</summary>
internal abstract class CallExecutor
{
    /// <summary>The actor, or <see langword="null"/> for tasks.</summary>
    internal virtual ActorHost? Actor => null;

    /// <summary>What the running call holds and does not need while it waits for another; <see langword="null"/> if nothing.</summary>
    internal virtual ResourceDemand? Lendable => null;

    /// <summary>Whether its thread is free after a call, so that it can resume an awaiter itself.</summary>
    internal virtual bool KeepsAwaiter => false;

    /// <summary>The current call waits: what it does not need meanwhile is given to others.</summary>
    internal abstract void OnBlocked();

    internal abstract void OnUnblocked();

    /// <summary>A call that went on asynchronously has ended: the next one may start.</summary>
    internal abstract void OnAsyncEnded(WorkerFrame frame);

    /// <summary>Queues a call again after a failed attempt.</summary>
    internal abstract void Resubmit(ObjectCell call);

    /// <summary>Runs one attempt on this thread. Returns whether it has ended; otherwise <see cref="OnAsyncEnded"/> follows.</summary>
    private protected static bool Run(WorkerFrame frame, ObjectCell call)
    {
        ExecutionFrame? previous = ExecutionFrame.Enter(frame);
        bool ended = call.Execute(frame);
        ExecutionFrame.Enter(previous);
        return ended;
    }

    private protected static WorkerFrame RentFrame(EmbeddedCluster cluster) => WorkerFrame.Rent(cluster);
}
