using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>What one process may ask of its node.</summary>
internal sealed class NodeApiSession(NodeAgent node, ulong process, JobId job, bool seesStore, bool isDriver) : INodeApi
{
    public ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        ValueTask<LeaseReply> asked = node.RequestLeaseAsync(request with { Requester = process, RequesterNode = node.Options.Id }, cancellationToken);
        if (!asked.IsCompletedSuccessfully)
        {
            return AnswerAsync(asked);
        }

        LeaseReply reply = asked.Result;
        return Hears(reply) ? new ValueTask<LeaseReply>(reply) : AnswerAsync(new ValueTask<LeaseReply>(reply));
    }

    public ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken = default) =>
        node.ReturnLeaseAsync(lease, workerIsBad, cancellationToken);

    public ValueTask SetBlockedAsync(LeaseId lease, bool blocked, CancellationToken cancellationToken = default)
    {
        node.Scheduler.SetBlocked(lease, blocked);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ProcessAddress?> ResolveAsync(ulong wanted, NodeId onNode, CancellationToken cancellationToken = default) =>
        node.ResolveAsync(wanted, onNode, cancellationToken);

    public ValueTask<WorkerEnd?> GetWorkerEndAsync(ulong worker, NodeId onNode, CancellationToken cancellationToken = default) =>
        onNode == node.Options.Id
            ? new ValueTask<WorkerEnd?>(node.FindEnd(worker))
            : node.Peers?.GetWorkerEndAsync(worker, onNode, cancellationToken) ?? default;

    public ValueTask ReportAttemptsAsync(TaskAttemptState[] attempts, CancellationToken cancellationToken = default)
    {
        node.Attempts.Add([.. attempts.Select(attempt => attempt with { Job = job })]);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, CancellationToken cancellationToken = default) => new(node.Queries.ListTasksAsync(query, all: true, cancellationToken));

    public ValueTask<TaskCounts> CountTasksAsync(CancellationToken cancellationToken = default) => new(node.Queries.CountTasksAsync(all: true, cancellationToken));

    public ValueTask<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, CancellationToken cancellationToken = default) => new(node.Queries.ListActorsAsync(query, all: true, cancellationToken));

    public ValueTask<StoreInfo> OpenStoreAsync(CancellationToken cancellationToken = default) => seesStore ? node.Objects.OpenAsync() : new ValueTask<StoreInfo>(NodeObjects.Unseen);

    public ValueTask<long> CreateObjectAsync(ObjectId id, long size, ulong owner, CancellationToken cancellationToken = default) =>
        node.Objects.CreateAsync(id, size, process, owner, job, cancellationToken);

    public ValueTask SealObjectAsync(ObjectId id, bool pin, CancellationToken cancellationToken = default)
    {
        node.Objects.Seal(id, pin ? process : null);
        return ValueTask.CompletedTask;
    }

    public ValueTask AbortObjectAsync(ObjectId id, CancellationToken cancellationToken = default)
    {
        node.Objects.Abort(id);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoreExtent?> GetObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken = default) =>
        node.Objects.GetAsync(id, holder, process, job, isGet: isDriver, cancellationToken);

    public ValueTask UnpinObjectAsync(ObjectId id, int count, CancellationToken cancellationToken = default)
    {
        node.Objects.Unpin(id, process, count);
        return ValueTask.CompletedTask;
    }

    public ValueTask FreeObjectAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken = default) =>
        node.Objects.FreeAsync(id, holder, cancellationToken);

    public ValueTask<byte[]> ReadObjectAsync(ObjectId id, long offset, int maxBytes, CancellationToken cancellationToken = default) =>
        node.Objects.ReadAsync(id, offset, maxBytes, process, cancellationToken);

    public ValueTask<LogPage> ReadLogsAsync(CancellationToken cancellationToken = default) =>
        node.Logs is { } logs ? new ValueTask<LogPage>(logs.ReadAsync(job, cancellationToken)) : new ValueTask<LogPage>(new LogPage([], IsLast: true));

    public ValueTask<bool> EndLogsAsync(CancellationToken cancellationToken = default) =>
        node.Logs is { } logs ? new ValueTask<bool>(logs.EndAsync(job, cancellationToken)) : new ValueTask<bool>(true);

    /// <summary>Whether the process is there to use what was granted.</summary>
    private bool Hears(LeaseReply reply) => reply.Outcome != LeaseOutcome.Granted || node.FindProcess(process) is not null;

    /// <summary>What is granted while the process ends comes after the node has freed what the process held: nobody would give it back.</summary>
    private async ValueTask<LeaseReply> AnswerAsync(ValueTask<LeaseReply> asked)
    {
        LeaseReply reply = await asked.ConfigureAwait(false);
        if (Hears(reply))
        {
            return reply;
        }

        await node.ReturnLeaseAsync(reply.Lease, workerIsBad: false, CancellationToken.None).ConfigureAwait(false);
        return new LeaseReply(LeaseOutcome.Rejected, default, null, "the requester is gone");
    }
}
