using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>
/// Keeps the order of each caller's calls to one actor while an argument is not ready: later calls of the same caller wait
/// behind it, those of other callers do not. Only callers that wait have an entry.
/// </summary>
internal sealed class CallerOrder(ActorHost host)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, Queue<Stalled>> _callers = new(ReferenceEqualityComparer.Instance);
    private int _count;

    internal bool HasStalled => Volatile.Read(ref _count) > 0;

    /// <summary>Holds the call back if it has to wait; returns <see langword="false"/> if it may be posted at once.</summary>
    internal bool TryStall(ObjectCell call, object caller, bool waitsForArguments)
    {
        var stalled = new Stalled(call) { IsReady = !waitsForArguments };
        lock (_gate)
        {
            if (!_callers.TryGetValue(caller, out Queue<Stalled>? calls))
            {
                if (!waitsForArguments)
                {
                    return false;
                }

                _callers.Add(caller, calls = new Queue<Stalled>());
                Volatile.Write(ref _count, _callers.Count);
            }

            calls.Enqueue(stalled);
        }

        if (waitsForArguments)
        {
            DependencyWaiter.Start(call, host.Cluster.Waiting, _ => OnReady(caller, stalled));
        }
        else
        {
            host.Cluster.Waiting.Add(call);
        }

        return true;
    }

    private void OnReady(object caller, Stalled ready)
    {
        lock (_gate)
        {
            ready.IsReady = true;
            Queue<Stalled> calls = _callers[caller];
            while (calls.TryPeek(out Stalled? first) && first.IsReady)
            {
                calls.Dequeue();
                host.Cluster.Waiting.Remove(first.Call);
                host.PostWaiting(first.Call);
            }

            if (calls.Count == 0)
            {
                _callers.Remove(caller);
                Volatile.Write(ref _count, _callers.Count);
            }
        }
    }

    private sealed class Stalled(ObjectCell call)
    {
        internal ObjectCell Call { get; } = call;

        internal bool IsReady { get; set; }
    }
}
