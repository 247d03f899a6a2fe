using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Sessions;

/// <summary>
/// Gathers changes of nodes and tells all nodes at once: a node that came or went without delay, figures at most ten times a second. All
/// members but the timer's are called under the head's lock.
/// </summary>
internal sealed class ViewPublisher : IDisposable
{
    private readonly SortedSet<NodeId> _changed = new(IdOrder.Instance);
    private readonly HeadOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<IReadOnlyCollection<NodeId>> _publish;
    private readonly ITimer _timer;
    private long? _lastAt;
    private long? _dueAt;

    internal ViewPublisher(HeadOptions options, TimeProvider time, Action onTimer, Action<IReadOnlyCollection<NodeId>> publish)
    {
        _options = options;
        _time = time;
        _publish = publish;
        _timer = time.CreateTimer(static state => ((Action)state!)(), onTimer, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Add(NodeId node, bool isUrgent)
    {
        _changed.Add(node);
        TimeSpan delay = isUrgent ? UrgentDelay() : _options.ViewInterval;
        if (delay <= TimeSpan.Zero)
        {
            Publish();
            return;
        }

        long dueAt = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
        if (_dueAt is not { } due || dueAt < due)
        {
            _dueAt = dueAt;
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    internal void Publish()
    {
        _dueAt = null;
        if (_changed.Count == 0)
        {
            return;
        }

        NodeId[] changed = [.. _changed];
        _changed.Clear();
        _lastAt = _time.GetTimestamp();
        _publish(changed);
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan UrgentDelay() => _lastAt is { } last ? _options.UrgentViewInterval - _time.GetElapsedTime(last) : TimeSpan.Zero;
}
