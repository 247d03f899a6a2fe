namespace RayNet.Runtime.Head.Sessions;

/// <summary>
/// Gathers changes of nodes and tells all nodes at once: a node that came or went without delay, figures at most ten times a second. What every node hears of every other one grows with the
/// square of their number: in a large cluster figures are told less often and some at a time, those first that changed first. All members but the timer's are called under the head's lock.
/// </summary>
internal sealed class ViewPublisher : IDisposable
{
    private readonly List<NodeId> _urgent = [];
    private readonly Queue<NodeId> _order = [];
    private readonly HashSet<NodeId> _waiting = [];
    private readonly HeadOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<int> _audience;
    private readonly Action<IReadOnlyCollection<NodeId>> _publish;
    private readonly ITimer _timer;
    private long? _lastAt;
    private long? _dueAt;

    /// <param name="options">How often, and how much at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="audience">How many nodes are told.</param>
    /// <param name="onTimer">Called without the lock when it is time to <see cref="Publish"/>.</param>
    /// <param name="publish">Tells all of them.</param>
    internal ViewPublisher(HeadOptions options, TimeProvider time, Func<int> audience, Action onTimer, Action<IReadOnlyCollection<NodeId>> publish)
    {
        _options = options;
        _time = time;
        _audience = audience;
        _publish = publish;
        _timer = time.CreateTimer(static state => ((Action)state!)(), onTimer, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Add(NodeId node, bool isUrgent)
    {
        if (isUrgent)
        {
            if (!_urgent.Contains(node))
            {
                _urgent.Add(node);
            }

            // What is told now is the newest: its figures need not be told again.
            _waiting.Remove(node);
        }
        else if (!_urgent.Contains(node) && _waiting.Add(node))
        {
            _order.Enqueue(node);
        }

        Arrange(isUrgent ? UrgentDelay() : Interval());
    }

    internal void Publish()
    {
        _dueAt = null;
        List<NodeId> changed = [.. _urgent];
        _urgent.Clear();
        while (changed.Count < _options.MaxNodesInView && _order.TryDequeue(out NodeId node))
        {
            if (_waiting.Remove(node))
            {
                changed.Add(node);
            }
        }

        if (changed.Count == 0)
        {
            return;
        }

        _lastAt = _time.GetTimestamp();
        _publish(changed);
        if (_waiting.Count > 0)
        {
            Arrange(Interval());
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arrange(TimeSpan delay)
    {
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

    private TimeSpan Interval() => _options.ViewInterval * (1 + (_audience() / _options.NodesPerViewInterval));

    private TimeSpan UrgentDelay() => _lastAt is { } last ? _options.UrgentViewInterval - _time.GetElapsedTime(last) : TimeSpan.Zero;
}
