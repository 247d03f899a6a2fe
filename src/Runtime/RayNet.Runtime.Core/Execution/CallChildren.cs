using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>The calls that one call submitted. Those that have ended are dropped from time to time, so that a long-lived parent does not keep their results.</summary>
internal sealed class CallChildren
{
    private readonly Lock _gate = new();
    private List<ObjectCell> _calls = [];
    private int _pruneAt = 16;

    internal void Add(ObjectCell call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            if (_calls.Count >= _pruneAt)
            {
                _calls.RemoveAll(static child => child.IsCompleted);
                _pruneAt = Math.Max(16, _calls.Count * 2);
            }
        }
    }

    internal void CancelAll()
    {
        List<ObjectCell> calls;
        lock (_gate)
        {
            calls = _calls;
            _calls = [];
        }

        foreach (ObjectCell call in calls)
        {
            call.Home?.Cancel(call, force: false, recursive: true);
        }
    }
}
