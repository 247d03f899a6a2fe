using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>Tells the head what the node holds of quotas, and asks for more: one question at a time, each with everything, so that one whose answer was lost is made good by the next.</summary>
internal sealed class QuotaKeeper(NodeAgent node)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly Lock _gate = new();
    private bool _isAsking;
    private bool _isForced;
    private long _askedAt;

    /// <summary>Something waits for a quota, or is free for others.</summary>
    internal void Ask() => Start(force: false);

    /// <summary>The head is back, and may know nothing of what is held here.</summary>
    internal void OnReconnected() => Start(force: true);

    /// <summary>What was refused is asked for again after a while, and what is not used is given back.</summary>
    internal void OnTick()
    {
        lock (_gate)
        {
            if (_isAsking || (_askedAt != 0 && node.Options.TimeProvider.GetElapsedTime(_askedAt) < Pause))
            {
                return;
            }
        }

        Start(force: false);
    }

    private void Start(bool force)
    {
        lock (_gate)
        {
            _isForced |= force;
            if (_isAsking)
            {
                return;
            }

            _isAsking = true;
        }

        _ = AskAsync();
    }

    private async Task AskAsync()
    {
        while (true)
        {
            bool isForced;
            lock (_gate)
            {
                isForced = _isForced;
                _isForced = false;
            }

            QuotaHold[]? holds = node.Scheduler.AskForQuotas(isForced);
            bool isGranted = false;
            if (holds is not null)
            {
                try
                {
                    QuotaHold[] answer = await node.Head.HoldQuotasAsync(node.Options.Id, holds).ConfigureAwait(false);
                    node.Scheduler.OnQuotasGranted(answer);
                    isGranted = answer.Zip(holds).Any(static pair => pair.First.Held.Any(item => item.Value > pair.Second.Held.GetValueOrDefault(item.Key)));
                }
                catch (Exception exception) when (exception is RayException or IOException or InvalidOperationException or ObjectDisposedException or Grpc.Core.RpcException or OperationCanceledException)
                {
                    // The next question says again what is held.
                    node.Options.Logger.HeadLost(exception.Message);
                    lock (_gate)
                    {
                        _isForced = true;
                    }
                }
            }

            lock (_gate)
            {
                _askedAt = node.Options.TimeProvider.GetTimestamp();
                if (!isGranted)
                {
                    _isAsking = false;
                    return;
                }
            }
        }
    }
}
