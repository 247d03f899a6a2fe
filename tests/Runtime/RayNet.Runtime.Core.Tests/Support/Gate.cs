using System.Collections.Concurrent;

namespace RayNet.Runtime.Tests;

/// <summary>Holds remote code back until the test lets it go on. Remote code finds it by its number, since only values travel.</summary>
internal sealed class Gate
{
    private static readonly ConcurrentDictionary<int, Gate> All = new();
    private static int s_last;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Count, TaskCompletionSource Source)> _waiters = [];
    private int _arrivals;

    private Gate() => Id = Interlocked.Increment(ref s_last);

    public int Id { get; }

    public int Arrivals => Volatile.Read(ref _arrivals);

    public static Gate Create()
    {
        var gate = new Gate();
        All[gate.Id] = gate;
        return gate;
    }

    public static Gate Of(int id) => All[id];

    public static implicit operator int(Gate gate) => gate.Id;

    /// <summary>In remote code: says that it is here.</summary>
    public void Arrive()
    {
        lock (_lock)
        {
            _arrivals++;
            foreach ((int count, TaskCompletionSource source) in _waiters)
            {
                if (_arrivals >= count)
                {
                    source.TrySetResult();
                }
            }
        }
    }

    /// <summary>In remote code: blocks the thread until the gate opens.</summary>
    public void Pass()
    {
        Arrive();
        if (!((IAsyncResult)_open.Task).AsyncWaitHandle.WaitOne(Soon.Limit * 2))
        {
            throw new InvalidOperationException($"Gate {Id} was not opened.");
        }
    }

    /// <summary>In remote code: awaits the gate.</summary>
    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        Arrive();
        return _open.Task.WaitAsync(Soon.Limit * 2, cancellationToken);
    }

    public void Open() => _open.TrySetResult();

    /// <summary>Completes when remote code has come so many times.</summary>
    public Task Arrived(int count = 1)
    {
        lock (_lock)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_arrivals >= count)
            {
                source.SetResult();
            }

            _waiters.Add((count, source));
            return source.Task.Within($"arrival {count} at gate {Id}, where {_arrivals} came");
        }
    }
}
