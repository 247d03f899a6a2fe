namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Answers of owners that are awaited.</summary>
internal sealed class Acknowledgements
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ulong Process, uint Slot), TaskCompletionSource<bool>> _waiting = [];
    private uint _next;

    internal (uint Slot, Task<bool> Acknowledged) Add(ulong process)
    {
        var source = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            uint slot = ++_next;
            _waiting.Add((process, slot), source);
            return (slot, source.Task);
        }
    }

    internal void Complete((ulong Process, uint Slot) key, bool known)
    {
        TaskCompletionSource<bool>? source;
        lock (_gate)
        {
            _waiting.Remove(key, out source);
        }

        source?.TrySetResult(known);
    }

    internal void FailAll(ulong process)
    {
        TaskCompletionSource<bool>[] sources;
        lock (_gate)
        {
            (ulong Process, uint Slot)[] keys = [.. _waiting.Keys.Where(key => key.Process == process)];
            sources = [.. keys.Select(key => _waiting[key])];
            foreach ((ulong Process, uint Slot) key in keys)
            {
                _waiting.Remove(key);
            }
        }

        foreach (TaskCompletionSource<bool> source in sources)
        {
            source.TrySetResult(false);
        }
    }
}
