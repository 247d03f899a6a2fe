using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>Calls that no queue holds: they wait for arguments or for a retry. Kept so that shutdown can fail them.</summary>
internal sealed class WaitingCalls
{
    private readonly Lock _gate = new();
    private HashSet<ObjectCell> _calls = [];
    private Exception? _closed;

    internal void Add(ObjectCell call)
    {
        Exception? closed;
        lock (_gate)
        {
            closed = _closed;
            if (closed is null)
            {
                _calls.Add(call);
            }
        }

        if (closed is not null)
        {
            call.TryFail(closed, observed: true);
        }
    }

    internal ObjectCell[] ToArray()
    {
        lock (_gate)
        {
            return [.. _calls];
        }
    }

    internal void Remove(ObjectCell call)
    {
        lock (_gate)
        {
            _calls.Remove(call);
        }
    }

    /// <summary>Fails what waits, and from now on whatever comes.</summary>
    internal void FailAll(Exception exception)
    {
        HashSet<ObjectCell> calls;
        lock (_gate)
        {
            _closed = exception;
            calls = _calls;
            _calls = [];
        }

        foreach (ObjectCell call in calls)
        {
            call.TryFail(exception, observed: true);
        }
    }
}
