namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>
/// Sends a heartbeat, waits for its answer, and sends the next one an interval later. Whatever the other side says is a sign of life; without any in time the connection is lost. Time in which this
/// side was starved does not count.
/// </summary>
internal sealed class HubHeartbeat : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval;
    private readonly TimeSpan _timeout;
    private readonly Action<short> _send;
    private readonly Func<bool> _isBusy;
    private readonly Action _lost;
    private readonly ITimer _pause;
    private readonly PatientTimer _limit;
    private short _sequence = -1;
    private bool _isWaiting;
    private volatile bool _isHeard;

    private HubHeartbeat(HubOptions options, TimeSpan interval, Action<short> send, Func<bool> isBusy, Action lost)
    {
        _interval = interval;
        _timeout = options.HeartbeatTimeout;
        _send = send;
        _isBusy = isBusy;
        _lost = lost;
        _limit = new PatientTimer(options.TimeProvider, OnLimit);
        _pause = options.TimeProvider.CreateTimer(static state => ((HubHeartbeat)state!).Send(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts, if the options say so.</summary>
    /// <param name="options">Interval, timeout and clock.</param>
    /// <param name="send">Sends the heartbeat of a number; it must not wait.</param>
    /// <param name="isBusy">Whether this side does not read now, so that silence says nothing.</param>
    /// <param name="lost">Is called once when the other side was silent for too long.</param>
    internal static HubHeartbeat? Start(HubOptions options, Action<short> send, Func<bool> isBusy, Action lost) =>
        options.HeartbeatInterval is { } interval ? new HubHeartbeat(options, interval, send, isBusy, lost) : null;

    /// <summary>The other side said something.</summary>
    internal void Hear() => _isHeard = true;

    /// <summary>The other side answered.</summary>
    internal void Acknowledge(short sequence)
    {
        lock (_gate)
        {
            if (_isWaiting && sequence == _sequence)
            {
                _isWaiting = false;
                _limit.Stop();
                _pause.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _pause.Dispose();
        _limit.Dispose();
    }

    private void Send()
    {
        lock (_gate)
        {
            _isWaiting = true;
            _isHeard = false;
            _sequence = unchecked((short)(_sequence + 1));
            _limit.Start(_timeout);
            _send(_sequence);
        }
    }

    private void OnLimit()
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                return;
            }

            if (_isHeard || _isBusy())
            {
                _isHeard = false;
                _limit.Start(_timeout);
                return;
            }
        }

        _lost();
    }
}
