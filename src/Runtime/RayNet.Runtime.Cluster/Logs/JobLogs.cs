using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Cluster.Logs;

/// <summary>What the workers of one job print on one node. The next lines are read when the last ones were delivered: until then they stay in their files.</summary>
internal sealed class JobLogs : IDisposable
{
    private readonly NodeId _node;
    private readonly Func<LogLines, CancellationToken, Task> _deliver;
    private readonly LogTail _tail;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _ended;
    private readonly Lock _gate = new();
    private Task? _following;

    internal JobLogs(NodeId node, TimeProvider time, Func<LogLines, CancellationToken, Task> deliver)
    {
        _node = node;
        _deliver = deliver;
        _tail = new LogTail(new LogTailOptions { TimeProvider = time });
        _ended = _ending.Token;
    }

    private Task? Following
    {
        get
        {
            lock (_gate)
            {
                return _following;
            }
        }
    }

    internal void Add(LogSource output, LogSource error)
    {
        _tail.Add(output);
        _tail.Add(error);
        lock (_gate)
        {
            _following ??= Task.Run(FollowAsync);
        }
    }

    /// <summary>The files of a worker that has ended are closed when they were read.</summary>
    internal void OnWorkerEnded(int pid) => ClusterRuntime.Forget(_tail.DrainAsync(pid));

    /// <summary>Completes when everything that was printed before is delivered, or will not be.</summary>
    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Following is not null)
        {
            await _tail.FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Delivers what there is, and ends. Whoever calls has seen the ends of the workers.</summary>
    internal async Task CompleteAsync()
    {
        _tail.Complete();
        if (Following is { } following)
        {
            await following.ConfigureAwait(false);
        }
    }

    /// <summary>Nobody wants the rest.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (LogBatch batch in _tail.FollowAsync(_ended).ConfigureAwait(false))
            {
                var lines = new LogLines(batch.Source.Pid, _node, batch.Source.Kind == LogStreamKind.Error, batch.Name, [.. batch.Lines]);
                await _deliver(lines, _ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }
}
