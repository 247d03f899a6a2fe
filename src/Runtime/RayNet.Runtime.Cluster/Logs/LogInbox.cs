using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Logs;

/// <summary>Lines for one driver, at its node. Whoever delivers waits while the driver has not taken what is there: a slow one costs no memory.</summary>
internal sealed class LogInbox
{
    /// <summary>Characters that wait here at most, and one batch more.</summary>
    internal const int Capacity = 1024 * 1024;

    private const int PageSize = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<LogLines> _lines = [];
    private readonly Dictionary<NodeId, long> _received = [];
    private TaskCompletionSource _changed = NewSignal();
    private int _size;
    private bool _isComplete;

    /// <summary>Takes lines, unless they are here already.</summary>
    internal async Task AddAsync(NodeId from, long sequence, LogLines lines, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_isComplete || sequence <= _received.GetValueOrDefault(from))
                {
                    return;
                }

                if (_size < Capacity)
                {
                    _received[from] = sequence;
                    _lines.Enqueue(lines);
                    _size += SizeOf(lines);
                    SignalLocked();
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next lines; waits for some.</summary>
    internal async Task<LogPage> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.Count > 0 || _isComplete)
                {
                    return TakeLocked();
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What comes now is not taken any more.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            SignalLocked();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int SizeOf(LogLines lines) => lines.Lines.Sum(static line => line.Length + 1);

    private LogPage TakeLocked()
    {
        var page = new List<LogLines>();
        int size = 0;
        while (size < PageSize && _lines.TryDequeue(out LogLines? lines))
        {
            page.Add(lines);
            size += SizeOf(lines);
        }

        _size -= size;
        SignalLocked();
        return new LogPage([.. page], _isComplete && _lines.Count == 0);
    }

    private void SignalLocked()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }
}
