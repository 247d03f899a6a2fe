using System.Collections.Concurrent;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>Calls that no queue holds: they wait for arguments or for a retry. Kept so that shutdown can fail them.</summary>
internal sealed class WaitingCalls
{
    private readonly ConcurrentDictionary<ObjectCell, byte> _calls = new();

    internal void Add(ObjectCell call) => _calls.TryAdd(call, 0);

    internal void Remove(ObjectCell call) => _calls.TryRemove(call, out _);

    internal void FailAll(Exception exception)
    {
        foreach (ObjectCell call in _calls.Keys)
        {
            call.TryFail(exception, observed: true);
        }

        _calls.Clear();
    }
}
