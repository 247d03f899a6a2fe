namespace RayNet.Runtime.Head.Sessions;

/// <summary>How long nodes with a broken connection still have. Guarded by the head's lock.</summary>
internal sealed class GraceTimers(TimeProvider time, Action<NodeId, object> onExpired) : IDisposable
{
    private readonly Dictionary<NodeId, Grace> _running = [];

    internal void Start(NodeId node, TimeSpan period)
    {
        Stop(node);
        var grace = new Grace(node, onExpired);
        _running[node] = grace;
        grace.Start(time, period);
    }

    /// <summary>Ends the grace that a timer speaks of; returns whether it is still the current one.</summary>
    internal bool TryEnd(NodeId node, object grace)
    {
        if (!_running.TryGetValue(node, out Grace? current) || !ReferenceEquals(current, grace))
        {
            return false;
        }

        Stop(node);
        return true;
    }

    internal void Stop(NodeId node)
    {
        if (_running.Remove(node, out Grace? grace))
        {
            grace.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (Grace grace in _running.Values)
        {
            grace.Dispose();
        }

        _running.Clear();
    }

    private sealed class Grace(NodeId node, Action<NodeId, object> onExpired) : IDisposable
    {
        private ITimer? _timer;

        internal void Start(TimeProvider time, TimeSpan period) =>
            _timer = time.CreateTimer(static state => ((Grace)state!).Expire(), this, period, Timeout.InfiniteTimeSpan);

        public void Dispose() => _timer?.Dispose();

        private void Expire() => onExpired(node, this);
    }
}
