using System.Collections.Concurrent;
using RayNet.CompilerServices;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling;

/// <summary>The queued calls of one scheduling class: all that ask for the same resources on the same nodes. A million calls cost one decision.</summary>
internal sealed class TaskQueue(ulong number, ResourceDemand demand, SchedulingRules rules, int priority, PlacementOutcome fit, LeaseManager leases)
{
    private readonly ConcurrentQueue<ObjectCell> _calls = new();
    private bool _isWaiting;
    private int _warningPlanned;

    /// <summary>Tells it from others of the cluster, in the order in which they were made.</summary>
    internal ulong Number => number;

    internal ResourceDemand Demand { get; } = demand;

    internal SchedulingRules Rules { get; } = rules;

    /// <summary>Of the queues that wait, those with a higher one are served first.</summary>
    internal int Priority { get; } = priority;

    /// <summary>Whose resources its calls take.</summary>
    internal LeaseManager Leases { get; } = leases;

    /// <summary>Whether the node can run its calls when it is empty: resources and labels of an embedded node never change.</summary>
    internal PlacementOutcome Fit { get; } = fit;

    /// <summary>What a slot gives back while its call waits.</summary>
    internal ResourceDemand CpuDemand { get; } = demand.CpuPart();

    /// <summary>What a call that waits can lend to one that it runs in place: all that it has, if that is CPUs alone. Other resources stay in use while it waits.</summary>
    internal ResourceDemand? Lendable => ReferenceEquals(Demand, CpuDemand) ? Demand : null;

    /// <summary>Runs calls of this queue on the threads that wait for them.</summary>
    internal InPlaceExecutor InPlace => field ??= new InPlaceExecutor(Leases, Lendable, CpuDemand);

    internal bool IsEmpty => _calls.IsEmpty;

    internal int Count => _calls.Count;

    /// <summary>Its calls as they are now, in their order.</summary>
    internal IEnumerator<ObjectCell> Read() => _calls.GetEnumerator();

    /// <summary>What its calls keep in memory, about, in bytes.</summary>
    internal long MeasureBytes() => CallSize.MeasureQueue(_calls, Count);

    /// <summary>Whether the queue waits for resources; whoever frees some looks at it again.</summary>
    internal bool IsWaiting
    {
        get => Volatile.Read(ref _isWaiting);
        set => Volatile.Write(ref _isWaiting, value);
    }

    internal void Enqueue(ObjectCell call)
    {
        _calls.Enqueue(call);

        // ConcurrentQueue.Enqueue ends with an interlocked operation, so this read cannot pass it.
        if (!IsWaiting)
        {
            Leases.Request(this);
        }
    }

    internal bool TryDequeue(out ObjectCell? call) => _calls.TryDequeue(out call);

    /// <summary>The first call that has not ended.</summary>
    internal ObjectCell? FirstPending() => _calls.FirstOrDefault(static call => !call.IsCompleted);

    /// <summary>Claims the one warning about a request that nothing can satisfy.</summary>
    internal bool TryPlanWarning() => Interlocked.Exchange(ref _warningPlanned, 1) == 0;

    internal void ForgetWarning() => Interlocked.Exchange(ref _warningPlanned, 0);
}
