using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Cluster.Objects;
using RayNet.Runtime.Cluster.Tasks;

namespace RayNet.Runtime.Cluster.Lineage;

/// <summary>
/// Makes lost results of this process's calls again. The call runs once more, whoever asks and however many do; arguments that are lost too, or that nobody
/// has any more, are made again first. What cannot be made again fails with the reason.
/// </summary>
internal sealed class Reconstruction
{
    private readonly ClusterRuntime _runtime;
    private readonly StoredHome _home;

    /// <summary>Which record a call runs for that was started here.</summary>
    private readonly ConditionalWeakTable<ObjectCell, LineageRecord> _running = [];
    private readonly Lock _gate = new();
    private long _started;

    internal Reconstruction(ClusterRuntime runtime)
    {
        _runtime = runtime;
        _home = new StoredHome(runtime);
        Table = new LineageTable(runtime.Options.MaxLineageBytes);
    }

    internal LineageTable Table { get; }

    /// <summary>Calls that were run again for a lost result.</summary>
    internal long StartedCount => Interlocked.Read(ref _started);

    /// <summary>The result of a call is in a store; the call has its arguments yet. Keeps how to make it again, if it may run again.</summary>
    internal void OnStored(ObjectCell call, StoredEntry entry)
    {
        if (!entry.IsOwned || entry.IsLent || MaxRetriesOf(call) is not { } retries)
        {
            return;
        }

        if (_running.TryGetValue(call, out LineageRecord? record))
        {
            record.Attempts = call.FailedAttempts;
            Table.Renew(record);
            (entry.Lineage, entry.LossCause) = Table.TryHold(record) ? (record, ObjectLossCause.Unknown) : (null, ObjectLossCause.LineageEvicted);
            return;
        }

        entry.LossCause = call.Home is RemoteActorHome { Actor.Class.State: not null } ? ObjectLossCause.ActorStateSurvives : ObjectLossCause.ReconstructionDisabled;
        if (retries == 0 || !Table.IsOn || call is IStreamCall)
        {
            return;
        }

        try
        {
            entry.Lineage = record = LineageWriter.Write(Table, call, retries);
            record.Cell = new WeakReference<ObjectCell>(call);
            Table.Add(record);
        }
        catch (RaySerializationException)
        {
            // It has been sent in another form: without a record it is lost with its last copy.
            entry.LossCause = ObjectLossCause.LineageEvicted;
        }
    }

    /// <summary>Nobody has the bytes of an own object any more, as somebody found who asked for them. Does nothing where that is known.</summary>
    internal void OnLost(ObjectCell cell, ObjectId id, Exception? reason)
    {
        if (cell.Location is not StoredEntry entry || entry.Id != id || !cell.TryClearLocation(entry))
        {
            return;
        }

        LineageRecord? record = entry.Lineage is { } kept && Table.TryHold(kept) ? kept : null;
        ObjectLossCause cause = entry.Lineage is null ? entry.LossCause : ObjectLossCause.LineageEvicted;
        _runtime.Objects.Free(entry);
        if (!cell.IsCompleted)
        {
            // Not on the thread that reads a link: arguments may have to be stored first.
            ThreadPool.UnsafeQueueUserWorkItem(_ => Remake(cell, id, record, cause, reason), null);
        }
        else if (record is not null)
        {
            // The value itself is here.
            Table.Release(record);
        }
    }

    private void Remake(ObjectCell cell, ObjectId id, LineageRecord? record, ObjectLossCause cause, Exception? reason)
    {
        var started = new List<(ObjectCell Call, LineageRecord Record)>();
        ObjectCell? call = null;
        lock (_gate)
        {
            if (record is not null && RefusalOf(record) is { } refusal)
            {
                cause = refusal;
            }
            else if (record is not null)
            {
                call = StartLocked(record, started);
                record.Cell = new WeakReference<ObjectCell>(cell);
            }
        }

        if (record is not null)
        {
            Table.Release(record);
        }

        if (call is null)
        {
            cell.TryFail(LossOf(id, cell.Home?.NameOf(cell), cause, reason));
            return;
        }

        call.AddContinuation(new Handover(_runtime.Objects, cell));
        Submit(started);
    }

    /// <summary>Runs a call again; what it needs and nobody has is run before it. The caller submits what was started.</summary>
    private ObjectCell StartLocked(LineageRecord root, List<(ObjectCell Call, LineageRecord Record)> started)
    {
        // The deepest first, so that a long chain takes no deep stack. What is alive by then is held until the calls hold it.
        var held = new List<ObjectCell>();
        foreach (LineageRecord needed in MissingFor(root))
        {
            if (CellOfLocked(needed, started) is { } cell)
            {
                held.Add(cell);
            }
        }

        ObjectCell call = MakeLocked(root, started);
        foreach (ObjectCell cell in held)
        {
            cell.ReleaseReference();
        }

        return call;
    }

    /// <summary>Records of results that nobody has, in the order in which they have to be made.</summary>
    private static List<LineageRecord> MissingFor(LineageRecord root)
    {
        var order = new List<LineageRecord>();
        var seen = new HashSet<LineageRecord> { root };
        var stack = new Stack<(LineageRecord Record, bool IsEntered)>();
        stack.Push((root, false));
        while (stack.TryPop(out (LineageRecord Record, bool IsEntered) next))
        {
            if (next.IsEntered)
            {
                order.Add(next.Record);
                continue;
            }

            stack.Push((next.Record, true));
            foreach (LineageRecord needed in next.Record.References.OfType<LineageRecord>())
            {
                if (!IsAlive(needed) && seen.Add(needed))
                {
                    stack.Push((needed, false));
                }
            }
        }

        order.Remove(root);
        return order;
    }

    private static bool IsAlive(LineageRecord record) => record.Cell is { } reference && reference.TryGetTarget(out ObjectCell? cell) && !cell.IsUnreferenced;

    /// <summary>The cell of a record's result, held once more: the one that is there, or that of a new run; <see langword="null"/> where there can be none.</summary>
    private ObjectCell? CellOfLocked(LineageRecord record, List<(ObjectCell Call, LineageRecord Record)> started)
    {
        if (record.Cell is { } reference && reference.TryGetTarget(out ObjectCell? cell) && cell.TryAddReference())
        {
            return cell;
        }

        if (RefusalOf(record) is not null)
        {
            return null;
        }

        ObjectCell call = MakeLocked(record, started);
        record.Cell = new WeakReference<ObjectCell>(call);
        return call;
    }

    private ObjectCell MakeLocked(LineageRecord record, List<(ObjectCell Call, LineageRecord Record)> started)
    {
        var context = new LineageReader(
            record.References,
            needed => CellOfLocked(needed, started),
            needed => LossOf(default, needed.Method.Name, RefusalOf(needed) ?? ObjectLossCause.Unknown, null),
            _home);
        var reader = new CallReader(new MessagePackReader(record.Arguments), new WireOptions(context));
        ObjectCell call = (record.HasReferences ? record.Method.ReadReference : record.Method.ReadValue)!(ref reader);
        call.Home = record.Home;
        record.Attempts++;
        if (Table.TryHold(record))
        {
            // Until the new result holds it, or the call has failed.
            call.AddContinuation(new Release(Table, record));
        }

        call.SetFailedAttemptsBeforePublication(record.Attempts);
        _running.Add(call, record);
        started.Add((call, record));
        return call;
    }

    private void Submit(List<(ObjectCell Call, LineageRecord Record)> started)
    {
        foreach ((ObjectCell call, LineageRecord record) in started)
        {
            Interlocked.Increment(ref _started);
            _runtime.Engine.Logger.RunsAgain(call.Home!.NameOf(call), record.Attempts);
            if (call.Home is RemoteActorHome actor)
            {
                actor.Actor.SubmitAgain(call);
            }
            else
            {
                ((RemoteTaskHome)call.Home!).Submit(call);
            }
        }

        Links.PeerLink.FlushDirty();
    }

    private static int? MaxRetriesOf(ObjectCell call) => call.Home switch
    {
        RemoteTaskHome task => task.Settings.MaxRetries,
        // Another run would change a state that survives a second time.
        RemoteActorHome actor => actor.Actor.Class.State is not null ? 0 : actor.SettingsOf(call).MaxRetries,
        _ => null,
    };

    private static ObjectLossCause? RefusalOf(LineageRecord record) =>
        record.IsForgotten ? ObjectLossCause.LineageEvicted
        : record.MaxRetries >= 0 && record.Attempts >= record.MaxRetries ? ObjectLossCause.AttemptsExceeded
        : null;

    private static ObjectLostException LossOf(ObjectId id, string? name, ObjectLossCause cause, Exception? reason)
    {
        string what = cause switch
        {
            ObjectLossCause.PutObject => "It was put, so that nothing could make it again. Let a task make what has to outlive a node, or put it again.",
            ObjectLossCause.ReconstructionDisabled => $"{name} may not run again: give it MaxRetries (of an actor: MaxTaskRetries) and a MaxLineageBytes of more than 0.",
            ObjectLossCause.LineageEvicted => $"How {name} made it is forgotten: more was kept than MaxLineageBytes allows. Raise it, or hold fewer results at a time.",
            ObjectLossCause.ActorStateSurvives => $"{name} is a call of an actor whose state survives: another run would change it a second time. Return small results, which are kept with the state, or have a method without effects give the value again.",
            ObjectLossCause.AttemptsExceeded => $"{name} has run as often as its MaxRetries (of an actor: MaxTaskRetries) allows. Raise them, or find out why nodes are lost.",
            _ => "It cannot be made again.",
        };
        string which = id == default ? $"A result of {name}" : $"Object {id}";
        return new ObjectLostException(id, cause, $"{which} is lost: no node has it any more{(reason is null ? string.Empty : $" ({reason.Message})")}. {what}", reason);
    }

    /// <summary>Gives the outcome of the new run to the cell whose value was lost.</summary>
    private sealed class Handover(ObjectPlane plane, ObjectCell target) : CellContinuation
    {
        internal override void OnCompleted(ObjectCell cell)
        {
            if (cell.Failure is { } failure)
            {
                failure.Observe();
                target.TryFail(failure.Exception);
            }
            else
            {
                cell.Accept(new ValueHandover(target));
            }
        }

        internal override bool TryOnLocated(ObjectCell cell)
        {
            target.SetLocation(cell.Location!);
            if (target.IsUnreferenced)
            {
                plane.OnUnreferenced(target);
            }
            else if (target.IsWanted)
            {
                plane.Fetch(target);
            }

            return true;
        }
    }

    private sealed class Release(LineageTable table, LineageRecord record) : EndContinuation
    {
        private protected override void OnEnded() => table.Release(record);
    }

    /// <summary>This time the result was small enough for a message.</summary>
    private sealed class ValueHandover(ObjectCell target) : ICellVisitor
    {
        public void Visit<T>(ObjectCell<T> cell) => ((ObjectCell<T>)target).TrySucceed(cell.Peek());
    }
}
