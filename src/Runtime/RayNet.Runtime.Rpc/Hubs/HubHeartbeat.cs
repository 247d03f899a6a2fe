namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Sends a heartbeat, waits for its answer, and sends the next one an interval later. Without an answer in time the connection is lost.</summary>
internal sealed class HubHeartbeat : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;
    private readonly Action<short> _send;
    private readonly Func<bool> _isBusy;
    private readonly Action _lost;
    private readonly ITimer _timer;
    private short _sequence = -1;
    private bool _isWaiting;

    private HubHeartbeat(HubOptions options, TimeSpan interval, Action<short> send, Func<bool> isBusy, Action lost)
    {
        _interval = interval;
        _timeout = options.HeartbeatTimeout;
        _send = send;
        _isBusy = isBusy;
        _lost = lost;
        _timer = options.TimeProvider.CreateTimer(static state => ((HubHeartbeat)state!).OnTimer(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts, if the options say so.</summary>
    /// <param name="options">Interval, timeout and clock.</param>
    /// <param name="send">Sends the heartbeat of a number; it must not wait.</param>
    /// <param name="isBusy">Whether this side does not read now, so that a missing answer says nothing.</param>
    /// <param name="lost">Is called once when an answer is missing.</param>
    internal static HubHeartbeat? Start(HubOptions options, Action<short> send, Func<bool> isBusy, Action lost) =>
        options.HeartbeatInterval is { } interval ? new HubHeartbeat(options, interval, send, isBusy, lost) : null;

    /// <summary>The other side answered.</summary>
    internal void Acknowledge(short sequence)
    {
        lock (_gate)
        {
            if (_isWaiting && sequence == _sequence)
            {
                _isWaiting = false;
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                _isWaiting = true;
                _sequence = unchecked((short)(_sequence + 1));
                _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
                _send(_sequence);
                return;
            }

            if (_isBusy())
            {
                _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        _lost();
    }
}
