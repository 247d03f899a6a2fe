using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>
/// One call at a time. Callers push onto a chain with one compare-and-swap, which also tells whether the consumer has to be
/// started; the consumer takes the whole chain, reverses it and runs it. The calls themselves are the links: an idle actor
/// needs no queue memory.
/// </summary>
internal sealed class SerialMailbox : Mailbox, IThreadPoolWorkItem
{
    private const int MostCallsAtOnce = 1024;
    private const int MostCounted = 1_000_000;

    /// <summary>Stands at the head while no consumer runs.</summary>
    private static readonly object Idle = new();

    /// <summary>Newest call first; <see langword="null"/> while the consumer runs or the mailbox is closed; <see cref="Idle"/>.</summary>
    private object? _incoming;

    /// <summary>What the consumer took and has not started, oldest first. Others only read it, to fail what a stuck call holds up.</summary>
    private ObjectCell? _batch;

    private ObjectCell? _running;

    internal SerialMailbox(ActorHost host)
        : base(host)
    {
    }

    internal override bool HasRunning => Volatile.Read(ref _running) is not null;

    internal override IEnumerable<ObjectCell> Running => Volatile.Read(ref _running) is { } call ? [call] : [];

    internal override bool KeepsAwaiter => true;

    void IThreadPoolWorkItem.Execute()
    {
        Drain();
        Cluster.ThreadIsFree?.Invoke();
        AwaitContinuation.ResumeKept();
    }

    internal override void Post(ObjectCell call)
    {
        object? head = Volatile.Read(ref _incoming);
        while (true)
        {
            call.Link = ReferenceEquals(head, Idle) ? null : head;
            object? seen = Interlocked.CompareExchange(ref _incoming, call, head);
            if (ReferenceEquals(seen, head))
            {
                break;
            }

            head = seen;
        }

        if (Retired)
        {
            HandOver();
        }
        else if (ReferenceEquals(head, Idle))
        {
            Cluster.Queue(this);
        }
    }

    internal override void Open() => Cluster.Queue(this);

    internal override void FailQueued()
    {
        Fail(Volatile.Read(ref _batch));
        Fail(Volatile.Read(ref _incoming) as ObjectCell);
    }

    internal override List<ObjectCell> Retire()
    {
        Retired = true;
        var calls = new List<ObjectCell>();
        for (object? next = Interlocked.Exchange(ref _incoming, null); next is ObjectCell call; next = call.Link)
        {
            calls.Add(call);
        }

        calls.Reverse();
        var batch = new List<ObjectCell>();
        for (object? next = Interlocked.Exchange(ref _batch, null); next is ObjectCell call; next = call.Link)
        {
            batch.Add(call);
        }

        return [.. batch, .. calls];
    }

    internal override void OnAsyncEnded(WorkerFrame frame)
    {
        frame.End(flowed: true);
        Host.Snapshots?.End(Volatile.Read(ref _running)!);
        Volatile.Write(ref _running, null);
        Host.OnCallEnded();
        if (!Retired)
        {
            Cluster.Queue(this);
        }
    }

    internal override int CountPending() => Count(Volatile.Read(ref _batch)) + Count(Volatile.Read(ref _incoming) as ObjectCell) + (HasRunning ? 1 : 0);

    /// <summary>Follows the links while others change them: what leads out of the chain ends the count, and what never ends is cut off.</summary>
    private static int Count(ObjectCell? first)
    {
        int count = 0;
        for (object? next = first; next is ObjectCell call && count < MostCounted; next = Volatile.Read(ref call.Link))
        {
            count++;
        }

        return count;
    }

    private void Fail(ObjectCell? first)
    {
        for (object? next = first; next is ObjectCell call; next = Volatile.Read(ref call.Link))
        {
            if (call.TryFail(Host.Death, onlyIfNotStarted: true))
            {
                call.ReleaseArguments();
            }
        }
    }

    private void Drain()
    {
        for (int i = 0; i < MostCallsAtOnce; i++)
        {
            if (Retired || !TryTake(out ObjectCell? call))
            {
                return;
            }

            AwaitContinuation.FlushKept();
            Volatile.Write(ref _running, call);
            if (!RunCall(call!))
            {
                return;
            }

            Host.Snapshots?.End(call!);
            Volatile.Write(ref _running, null);
            Host.OnCallEnded();
        }

        // Others in the pool's queue get their turn.
        AwaitContinuation.FlushKept();
        if (!Retired)
        {
            Cluster.Queue(this);
        }
    }

    private bool TryTake(out ObjectCell? call)
    {
        call = Volatile.Read(ref _batch);
        if (call is null)
        {
            if (!TryTakeIncoming(out call))
            {
                return false;
            }

            Volatile.Write(ref _batch, call);
            if (Retired)
            {
                HandOver();
                return false;
            }
        }

        // Retire takes what is left of the batch; whoever wins the head owns the call.
        return ReferenceEquals(Interlocked.CompareExchange(ref _batch, call!.Link as ObjectCell, call), call);
    }

    /// <summary>Calls that came or were taken while the mailbox was retired go on in the actor's new one.</summary>
    private void HandOver()
    {
        foreach (ObjectCell call in Retire())
        {
            Host.Repost(call);
        }
    }

    private bool TryTakeIncoming(out ObjectCell? oldest)
    {
        oldest = null;
        while (true)
        {
            if (Volatile.Read(ref _incoming) is ObjectCell && Interlocked.Exchange(ref _incoming, null) is ObjectCell newest)
            {
                oldest = Reverse(newest);
                return true;
            }

            // Only this thread takes calls out, and only the mailbox's start or end puts the mark there.
            if (Interlocked.CompareExchange(ref _incoming, Idle, null) is not ObjectCell)
            {
                return false;
            }
        }
    }

    private static ObjectCell Reverse(ObjectCell newest)
    {
        ObjectCell? oldest = null;
        for (ObjectCell? current = newest; current is not null;)
        {
            var older = current.Link as ObjectCell;
            current.Link = oldest;
            oldest = current;
            current = older;
        }

        return oldest!;
    }
}
