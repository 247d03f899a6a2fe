using System.Collections.Concurrent;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Logs;

/// <summary>Brings what workers print to the node of their driver, each line once, and keeps it there until the driver takes it.</summary>
internal sealed class LogExchange(WorkerLogs workers, NodeId self, Func<NodeId, INodeService?> find, Func<IEnumerable<INodeService>> others, TimeProvider time)
{
    /// <summary>How long a driver's end waits for lines of slow nodes.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long a delivery waits for a driver that reads slowly, before it has to come again.</summary>
    private static readonly TimeSpan DeliveryLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<JobId, LogInbox> _inboxes = new();

    /// <summary>Workers of a job may be started on this node from now on.</summary>
    internal void AddJob(JobRecord job)
    {
        if (job.Start.LogToDriver)
        {
            long sequence = 0;
            workers.AddJob(job.Id, (lines, cancellationToken) => SendAsync(job.Start.DriverNode, new LogDelivery(job.Id, self, ++sequence, lines), cancellationToken));
        }
    }

    internal void EndJob(JobId job)
    {
        workers.EndJob(job);
        if (_inboxes.TryRemove(job, out LogInbox? inbox))
        {
            inbox.Complete();
        }
    }

    /// <summary>For a driver of this node.</summary>
    internal Task<LogPage> ReadAsync(JobId job, CancellationToken cancellationToken) => InboxOf(job).ReadAsync(cancellationToken);

    /// <summary>A driver of this node is about to end.</summary>
    internal async Task<bool> EndAsync(JobId job, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(EndLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        bool[] flushed = await Task.WhenAll(others().Select(node => FlushAsync(node, job, linked.Token)).Append(TryAsync(() => workers.FlushAsync(job, linked.Token)))).ConfigureAwait(false);
        InboxOf(job).Complete();
        return flushed.All(static done => done);
    }

    internal async Task<bool> DeliverAsync(LogDelivery delivery, CancellationToken cancellationToken)
    {
        if (!_inboxes.TryGetValue(delivery.Job, out LogInbox? inbox))
        {
            return false;
        }

        using var limit = new CancellationTokenSource(DeliveryLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await TryAsync(() => inbox.AddAsync(delivery.From, delivery.Sequence, delivery.Lines, linked.Token)).ConfigureAwait(false);
    }

    internal Task FlushAsync(JobId job, CancellationToken cancellationToken) => workers.FlushAsync(job, cancellationToken);

    /// <summary>The node ends, and its workers have: their last lines come if the drivers' nodes take them now.</summary>
    internal async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(DeliveryLimit, time);
        await TryAsync(() => workers.FlushAllAsync(limit.Token)).ConfigureAwait(false);
        workers.Stop();
    }

    private static Task<bool> FlushAsync(INodeService node, JobId job, CancellationToken cancellationToken) =>
        TryAsync(() => node.FlushLogsAsync(job, cancellationToken).WaitAsync(cancellationToken));

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or RayException or IOException or Grpc.Core.RpcException or ObjectDisposedException)
        {
            return false;
        }
    }

    private LogInbox InboxOf(JobId job) => _inboxes.GetOrAdd(job, static _ => new LogInbox());

    /// <summary>Until the driver's node has taken it, or the job has ended: a connection may break, and the driver may not have come to read yet.</summary>
    private async Task SendAsync(NodeId driver, LogDelivery delivery, CancellationToken cancellationToken)
    {
        while (!await TrySendAsync(driver, delivery, cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TrySendAsync(NodeId driver, LogDelivery delivery, CancellationToken cancellationToken)
    {
        if (driver == self)
        {
            return await DeliverAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        bool taken = false;
        return find(driver) is { } other
            && await TryAsync(async () => taken = await other.DeliverLogsAsync(delivery, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false)
            && taken;
    }
}
