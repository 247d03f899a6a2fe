using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>
/// Keeps the order of each caller's calls to one concurrency group of an actor while an argument is not ready: later calls of the
/// same caller wait behind it, those of other callers do not. Only callers that wait have an entry.
/// </summary>
internal sealed class CallerOrder(IStalledSink host)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(object Caller, int Group), Queue<Stalled>> _callers = [];
    private int _count;

    internal bool HasStalled => Volatile.Read(ref _count) > 0;

    /// <summary>Holds the call back if it has to wait; returns <see langword="false"/> if it may be posted at once.</summary>
    internal bool TryStall(ObjectCell call, object caller, int group, bool waitsForArguments)
    {
        var stalled = new Stalled(this, call, (caller, group)) { IsReady = !waitsForArguments };
        lock (_gate)
        {
            if (!_callers.TryGetValue(stalled.Key, out Queue<Stalled>? calls))
            {
                if (!waitsForArguments)
                {
                    return false;
                }

                _callers.Add(stalled.Key, calls = new Queue<Stalled>());
                Volatile.Write(ref _count, _callers.Count);
            }

            if (!waitsForArguments)
            {
                stalled.Place = host.Waiting.Add(call);
            }

            calls.Enqueue(stalled);
        }

        if (waitsForArguments)
        {
            // Whichever comes first: a call that was cancelled does not hold up the next one.
            call.AddContinuation(stalled);
            DependencyWaiter.Start(call, host.Waiting, _ => OnReady(stalled), host.SendsCalls);
        }

        return true;
    }

    private void OnReady(Stalled ready)
    {
        lock (_gate)
        {
            if (ready.IsReady)
            {
                return;
            }

            ready.IsReady = true;
            Queue<Stalled> calls = _callers[ready.Key];
            while (calls.TryPeek(out Stalled? first) && first.IsReady)
            {
                calls.Dequeue();
                host.Waiting.Remove(first.Place);
                host.PostStalled(first.Call);
            }

            if (calls.Count == 0)
            {
                _callers.Remove(ready.Key);
                Volatile.Write(ref _count, _callers.Count);
            }
        }
    }

    private sealed class Stalled(CallerOrder order, ObjectCell call, (object Caller, int Group) key) : CellContinuation
    {
        internal ObjectCell Call { get; } = call;

        internal (object Caller, int Group) Key { get; } = key;

        internal bool IsReady { get; set; }

        /// <summary>Its place among the waiting calls, where it has no arguments that keep it there.</summary>
        internal int Place { get; set; } = -1;

        internal override void OnCompleted(ObjectCell cell) => order.OnReady(this);
    }
}
