using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Head.Sessions;

/// <summary>How long nodes still have. Guarded by the head's lock.</summary>
/// <param name="time">The clock.</param>
/// <param name="onExpired">Is called when the time of a node is over, with the grace that was.</param>
/// <param name="steps">As <see cref="PatientTimer"/> takes them.</param>
internal sealed class GraceTimers(TimeProvider time, Action<NodeId, object> onExpired, int steps) : IDisposable
{
    private readonly Dictionary<NodeId, Grace> _running = [];

    internal void Start(NodeId node, TimeSpan period)
    {
        Stop(node);
        var grace = new Grace(node, time, onExpired, steps);
        _running[node] = grace;
        grace.Start(period);
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

    private sealed class Grace : IDisposable
    {
        private readonly PatientTimer _timer;

        internal Grace(NodeId node, TimeProvider time, Action<NodeId, object> onExpired, int steps) => _timer = new PatientTimer(time, () => onExpired(node, this), steps);

        internal void Start(TimeSpan period) => _timer.Start(period);

        public void Dispose() => _timer.Dispose();
    }
}
