using System.Diagnostics;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>
/// A worker's place for calls of one scheduling class. How many calls may be on their way adapts: short calls travel in large batches, and
/// of long ones just one is sent, so that the others start on whichever worker is free first. Guarded by the queue's lock.
/// </summary>
internal sealed class WorkerLease(LeasedQueue queue, LeaseId id, PeerLink peer) : CallRoute
{
    private const int LargestWindow = 2048;

    private static readonly long Short = Stopwatch.Frequency / 500;
    private static readonly long Long = Stopwatch.Frequency / 50;

    private long _filledAt;

    internal LeaseId Id { get; } = id;

    internal PeerLink Peer { get; } = peer;

    /// <summary>The node of the worker.</summary>
    internal NodeId Node => Peer.Link.Peer.Node;

    internal int InFlight { get; set; }

    internal int Window { get; private set; } = 1;

    /// <summary>The node wants it back: no more calls are sent.</summary>
    internal bool IsReclaimed { get; set; }

    /// <summary>The link to the worker has ended: no more calls are sent, and the lease goes back when the end is dealt with.</summary>
    internal bool IsClosed { get; set; }

    internal bool TakesCalls => !IsReclaimed && !IsClosed;

    /// <summary>When it ran out of calls.</summary>
    internal long IdleSince { get; set; }

    internal bool HasRoom => TakesCalls && InFlight < Window;

    internal void OnSent()
    {
        InFlight++;
        if (InFlight == Window)
        {
            _filledAt = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Answers have come while calls wait: the window is made to last for a millisecond or two.</summary>
    internal void Adapt()
    {
        if (_filledAt == 0)
        {
            return;
        }

        long elapsed = Stopwatch.GetTimestamp() - _filledAt;
        _filledAt = 0;
        if (elapsed < Short)
        {
            Window = Math.Min(LargestWindow, Window * 2);
        }
        else if (elapsed > Long)
        {
            Window = Math.Max(1, Window / 2);
        }
    }

    internal override void OnAnswered() => queue.OnAnswered(this);

    internal override void OnBatchEnd() => queue.OnBatchEnd(this);

    internal override void OnError(ObjectCell call, Exception exception) => queue.OnError(this, call, exception);

    internal override void OnLost(ObjectCell call, Exception reason) => queue.OnLost(this, call, reason);
}
