using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>Sends a node's newest report: on change, not too often, and now and then without a change.</summary>
internal sealed class ReportPump : IAsyncDisposable
{
    private readonly Func<NodeReport, Task> _send;
    private readonly NodeConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private NodeReport? _latest;
    private long _version;

    internal ReportPump(Func<NodeReport, Task> send, NodeConnectionOptions options, TimeProvider time)
    {
        _send = send;
        _options = options;
        _time = time;
        _running = RunAsync();
    }

    /// <summary>Replaces what has not been sent.</summary>
    internal void Set(NodeReport report)
    {
        Volatile.Write(ref _latest, report);
        Wake();
    }

    /// <summary>Sends the newest report again.</summary>
    internal void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to send already.
        }
        catch (ObjectDisposedException)
        {
            // The node's timer came once more while the node stopped.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
        _changed.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await WaitAsync().ConfigureAwait(false);
                if (Volatile.Read(ref _latest) is { } report)
                {
                    await _send(report with { Version = ++_version }).ConfigureAwait(false);
                    await Task.Delay(_options.ReportInterval, _time, _stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private async Task WaitAsync()
    {
        using var idle = new CancellationTokenSource(_options.IdleReportInterval, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, _stop.Token);
        try
        {
            await _changed.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // Nothing has changed for a while: the head hears that the node is there.
        }
    }
}
