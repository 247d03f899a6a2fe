using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>
/// Saves the state of one actor and restores it. A snapshot is taken between two calls, on the thread that runs them, and kept elsewhere while the next calls run;
/// with one for each call the answers wait for it. It says which calls it holds, so that one that is repeated is answered and not run again.
/// </summary>
internal sealed class ActorSnapshots(ActorHost host, SnapshotPolicy policy)
{
    /// <summary>A monitor, since a restart waits for a call that is just ending.</summary>
#pragma warning disable CA2002, IDE0330
    private readonly object _gate = new();
#pragma warning restore CA2002, IDE0330
    private readonly CallLedger _ledger = new();
    private readonly Dictionary<ObjectCell, List<HeldAnswer>> _numbered = [];
    private readonly List<(long Sequence, HeldAnswer Answer)> _held = [];
    private readonly List<(long Sequence, TaskCompletionSource Source)> _waiting = [];
    private ISnapshotStore _store = MemorySnapshotStore.Instance;
    private ReadOnlyMemory<byte> _last;
    private (long Sequence, ReadOnlyMemory<byte> Bytes)? _next;
    private ObjectCell? _running;
    private object? _instance;
    private ITimer? _timer;
    private long _taken;
    private long _stored;
    private int _since;
    private bool _writing;
    private bool _due;

    /// <summary>
    /// Where snapshots go, and what an earlier life in another process left. Before the actor is built, and before its first call arrives: calls come while the constructor
    /// runs, and those that the earlier life has finished must be known by then.
    /// </summary>
    /// <exception cref="RaySerializationException">The snapshot cannot be read.</exception>
    internal void Use(ISnapshotStore store, ReadOnlyMemory<byte> last)
    {
        lock (_gate)
        {
            _store = store;
            _last = last;
            if (!last.IsEmpty)
            {
                SnapshotCodec.Read(last, _ledger);
            }
        }
    }

    /// <summary>Looks whether a numbered call is known.</summary>
    internal CallAdmission Admit(ulong caller, long number, long settled)
    {
        lock (_gate)
        {
            _ledger.Settle(caller, settled);
            ObjectCell? pending = _numbered.FirstOrDefault(item => item.Value.Exists(answer => answer.Caller == caller && answer.Number == number)).Key;
            return new CallAdmission(_ledger.IsSettled(caller, number), _ledger.Find(caller, number), pending);
        }
    }

    /// <summary>Answers a call when its effect is kept.</summary>
    internal void Add(HeldAnswer answer)
    {
        lock (_gate)
        {
            if (!_numbered.TryGetValue(answer.Call, out List<HeldAnswer>? answers))
            {
                _numbered.Add(answer.Call, answers = []);
            }

            answers.Add(answer);
        }

        answer.Call.AddContinuation(answer);
    }

    /// <summary>Completes when what has been taken so far is kept.</summary>
    internal Task WhenStoredAsync()
    {
        lock (_gate)
        {
            return WhenStoredLocked(_taken);
        }
    }

    /// <summary>Keeps the answer back while the call's end is not saved. Returns <see langword="false"/> for one that may be given.</summary>
    internal bool TryHold(HeldAnswer answer)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_running, answer.Call))
            {
                // It never ran: cancelled, or the actor is dead.
                _numbered.Remove(answer.Call);
                return false;
            }

            return answer.IsHeld = policy.HoldsAnswers;
        }
    }

    /// <summary>The mailbox starts a call.</summary>
    internal void Begin(ObjectCell call, object? instance)
    {
        lock (_gate)
        {
            _running = call;
            _instance = instance;
        }
    }

    /// <summary>A call has ended on the mailbox's thread, and the next one has not begun.</summary>
    internal void End(ObjectCell call)
    {
        object? instance;
        bool take;
        lock (_gate)
        {
            if (!ReferenceEquals(_running, call))
            {
                return;
            }

            instance = _instance;
            _due |= call is SnapshotMarker;
            _since += call is SnapshotMarker or TerminationMarker ? 0 : 1;
            take = _since > 0 && (_due || (policy.Every > 0 && _since >= policy.Every));
        }

        // Its answers are described in any case: the next snapshot holds them.
        List<HeldAnswer> answers = Note(call);
        try
        {
            if (take && instance is not null)
            {
                Take(instance, answers);
            }
        }
        catch (Exception exception)
        {
            host.Exit($"its state could not be saved: {exception.Message}");
            answers.ForEach(answer => answer.Fail(host.Death));
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
                _instance = null;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Takes a snapshot in the middle of a call.</summary>
    internal Task TakeAsync(object instance)
    {
        long sequence = Take(instance, []);
        lock (_gate)
        {
            return WhenStoredLocked(sequence);
        }
    }

    /// <summary>The instance is lost, and the process is not. What runs is abandoned; what has ended is saved first.</summary>
    internal void OnLost()
    {
        lock (_gate)
        {
            if (_running is { IsCompleted: false })
            {
                _running = null;
            }
        }
    }

    /// <summary>Gives a new instance the state of the one before, if there was one.</summary>
    internal void Restore(object instance)
    {
        ReadOnlySequence<byte> state;
        lock (_gate)
        {
            while (_running is not null)
            {
                Monitor.Wait(_gate);
            }

            _since = 0;
            if (policy.Period is { } period)
            {
                _timer ??= host.Cluster.TimeProvider.CreateTimer(static self => ((ActorSnapshots)self!).OnTick(), this, period, period);
            }

            if (_last.IsEmpty)
            {
                return;
            }

            state = SnapshotCodec.Read(_last, _ledger);
        }

        var reader = new MessagePackReader(state);
        host.ClassHome.Class.State!.Restore(instance, ref reader, SnapshotWireContext.Options);
    }

    internal void OnDead() => _timer?.Dispose();

    /// <summary>What is kept of a call that has ended; a call that is tried again has not.</summary>
    private List<HeldAnswer> Note(ObjectCell call)
    {
        List<HeldAnswer>? answers;
        lock (_gate)
        {
            if (!call.IsCompleted || !_numbered.TryGetValue(call, out answers))
            {
                return [];
            }
        }

        FinishedCall finished = answers[0].Describe();
        lock (_gate)
        {
            // Known as the one or the other all the time: a call that comes again meanwhile is not run again.
            _ledger.Finish(answers[0].Caller, answers[0].Number, finished);
            _numbered.Remove(call);
        }

        return answers.FindAll(static answer => answer.IsHeld);
    }

    private long Take(object instance, List<HeldAnswer> answers)
    {
        // Not under the lock: it is the user's code, and links ask for the lock.
        ReadOnlyMemory<byte> state = SnapshotCodec.WriteState(host.ClassHome.Class.State!, instance);
        long sequence;
        bool start;
        lock (_gate)
        {
            _last = SnapshotCodec.Write(state, _ledger);
            sequence = ++_taken;
            _since = 0;
            _due = false;
            _next = (sequence, _last);
            _held.AddRange(answers.Select(answer => (sequence, answer)));
            start = !_writing;
            _writing = true;
        }

        if (start)
        {
            _ = StoreAsync();
        }

        return sequence;
    }

    /// <summary>Stores one snapshot after the other; those that were overtaken by a newer one are left out.</summary>
    private async Task StoreAsync()
    {
        while (true)
        {
            long sequence;
            ReadOnlyMemory<byte> bytes;
            lock (_gate)
            {
                if (_next is not { } next)
                {
                    _writing = false;
                    return;
                }

                (sequence, bytes) = next;
                _next = null;
            }

            bool isKept = false;
            try
            {
                isKept = await _store.StoreAsync(bytes).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                host.Exit($"its state could not be kept: {exception.Message}");
            }

            OnStored(sequence, isKept);
        }
    }

    private void OnStored(long sequence, bool isKept)
    {
        List<HeldAnswer> answers;
        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            _stored = sequence;
            answers = [.. _held.Where(item => item.Sequence <= sequence).Select(static item => item.Answer)];
            _held.RemoveAll(item => item.Sequence <= sequence);
            waiting = [.. _waiting.Where(item => item.Sequence <= sequence).Select(static item => item.Source)];
            _waiting.RemoveAll(item => item.Sequence <= sequence);
        }

        foreach (HeldAnswer answer in answers)
        {
            if (isKept)
            {
                answer.Release();
            }
            else
            {
                answer.Fail(new ActorUnavailableException(host.Id, $"{host} ran the call, and its state could not be kept: the actor is over, or is built again elsewhere without it."));
            }
        }

        foreach (TaskCompletionSource source in waiting)
        {
            source.TrySetResult();
        }

        host.Cluster.ThreadIsFree?.Invoke();
    }

    private Task WhenStoredLocked(long sequence)
    {
        if (_stored >= sequence)
        {
            return Task.CompletedTask;
        }

        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((sequence, source));
        return source.Task;
    }

    private void OnTick()
    {
        lock (_gate)
        {
            if (_since == 0 || _due)
            {
                return;
            }
        }

        if (host.State == ActorState.Alive)
        {
            host.PostMarker(new SnapshotMarker());
        }
    }
}
