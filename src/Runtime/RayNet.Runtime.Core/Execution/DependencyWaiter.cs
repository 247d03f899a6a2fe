using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>Waits for the references among the arguments of a call, then hands the call on or fails it with the first failed argument.</summary>
internal sealed class DependencyWaiter
{
    private readonly ObjectCell _call;
    private readonly List<ObjectCell> _dependencies;
    private readonly Action<ObjectCell> _ready;
    private readonly WaitingCalls _waiting;
    private readonly bool _forSending;
    private readonly int _place;
    private int _missing;

    private DependencyWaiter(ObjectCell call, List<ObjectCell> dependencies, WaitingCalls waiting, Action<ObjectCell> ready, bool forSending)
    {
        _forSending = forSending;
        _call = call;
        _dependencies = dependencies;
        _waiting = waiting;
        _ready = ready;
        _missing = dependencies.Count;
        _place = waiting.Add(call);
    }

    /// <summary>Whether some argument is not there yet or failed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="forSending">Whether the call runs elsewhere, so that its arguments need not be here.</param>
    internal static bool IsNeeded(ObjectCell call, bool forSending = false)
    {
        var dependencies = new DependencyCollector(null, forSending);
        call.CollectDependencies(ref dependencies);
        return dependencies.Pending > 0 || dependencies.FirstFailed is not null;
    }

    /// <summary>The first argument that is not there yet.</summary>
    internal static ObjectCell? FirstPending(ObjectCell call)
    {
        var dependencies = new DependencyCollector(null);
        call.CollectDependencies(ref dependencies);
        return dependencies.FirstPending;
    }

    /// <summary>Calls <paramref name="ready"/> when all arguments have ended; the call has then failed if one of them did.</summary>
    internal static void Start(ObjectCell call, WaitingCalls waiting, Action<ObjectCell> ready, bool forSending = false)
    {
        var all = new List<ObjectCell>();
        var dependencies = new DependencyCollector(all, forSending);
        call.CollectDependencies(ref dependencies);
        var waiter = new DependencyWaiter(call, all, waiting, ready, forSending);
        foreach (ObjectCell dependency in all)
        {
            var continuation = new Dependency(waiter);
            if (forSending && dependency.IsSendable)
            {
                continuation.OnReady();
                continue;
            }

            dependency.AddContinuation(continuation);
            if (!forSending)
            {
                dependency.Await();
            }
            else if (dependency.IsSendable)
            {
                // It was located between the look and the registration.
                continuation.OnReady();
            }
        }
    }

    private void OnOneReady()
    {
        if (Interlocked.Decrement(ref _missing) > 0)
        {
            return;
        }

        _waiting.Remove(_place);
        foreach (ObjectCell dependency in _dependencies)
        {
            if (dependency.Failure is { } failure)
            {
                failure.Observe();
                _call.TryFail(failure.Exception);
                break;
            }
        }

        if (_call.IsCompleted)
        {
            _call.ReleaseArguments();
        }

        _ready(_call);
    }

    private sealed class Dependency(DependencyWaiter waiter) : CellContinuation
    {
        private int _ready;

        internal override void OnCompleted(ObjectCell cell) => OnReady();

        internal override bool TryOnLocated(ObjectCell cell)
        {
            if (!waiter._forSending)
            {
                return false;
            }

            OnReady();
            return true;
        }

        internal void OnReady()
        {
            if (Interlocked.Exchange(ref _ready, 1) == 0)
            {
                waiter.OnOneReady();
            }
        }
    }
}
