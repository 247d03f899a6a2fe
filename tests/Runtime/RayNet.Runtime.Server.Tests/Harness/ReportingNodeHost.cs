using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>A node that is part of the cluster and runs no work: it announces what it has, and tells of itself.</summary>
internal sealed class ReportingNodeHost : INodeHost, INodeService, INodeReceiver, ILinkAcceptor
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private INodeConnection? _connection;
    private NodeInfo? _info;

    /// <summary>Changes what it announces of itself.</summary>
    internal Func<NodeInfo, NodeInfo> Announce { get; init; } = static info => info;

    /// <summary>Whether it ends in the moment in which a link is asked for, as far as the other side sees.</summary>
    internal bool BreaksLinks { get; init; }

    public INodeService Service => this;

    public ILinkAcceptor Links => this;

    public Task<string> Ended => _ended.Task;

    public bool WasGivenUp { get; private set; }

    public async Task StartAsync(NodeHostOptions options, NodeHostContext context, CancellationToken cancellationToken)
    {
        _info = Announce(options.Info);
        _connection = await context.Hub.ConnectAsync(_info, this, cancellationToken).ConfigureAwait(false);
        _ = EndWithAsync(_connection);
        _connection.Report(new NodeReport(0, _info.Resources, [], 0, 0, 0));
    }

    public async Task StopAsync(string reason, TimeSpan gracePeriod)
    {
        if (_connection is { } connection)
        {
            await connection.LeaveAsync(reason).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new LeaseReply(LeaseOutcome.Infeasible, default, null, "This node runs no work."));

    public Task ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ForgetProcessAsync(ulong process, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SetBlockedAsync(LeaseId lease, bool blocked, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<ProcessAddress?> ResolveProcessAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult<ProcessAddress?>(null);

    public Task<WorkerEnd?> GetWorkerEndAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult<WorkerEnd?>(null);

    public Task<NodeState> GetStateAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(_info is { } info ? new NodeState(info, info.Resources, [], [], 0, info.StoreCapacity, 0, 0, []) : throw new RayException(RayErrorCode.ClusterUnreachable, "The node is starting. Try again in a moment."));

    public Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, bool all, CancellationToken cancellationToken = default) => Task.FromResult(new StatePage<TaskInfo>([], [], false, []));

    public Task<TaskCounts> CountTasksAsync(bool all, CancellationToken cancellationToken = default) => Task.FromResult(new TaskCounts([], []));

    public Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, bool all, CancellationToken cancellationToken = default) => Task.FromResult(new StatePage<ActorInfo>([], [], false, []));

    public Task<RemoteObject?> OpenObjectAsync(ObjectId id, NodeId reader, NodeId[] failed, CancellationToken cancellationToken = default) => Task.FromResult<RemoteObject?>(null);

    public Task CloseObjectAsync(ObjectId id, NodeId reader, bool hasIt, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<bool> AdoptObjectAsync(ObjectId id, NodeId from, JobId job, CancellationToken cancellationToken = default) => Task.FromResult(false);

    public Task<string> OpenLaneAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<string>(new RayException(RayErrorCode.Unknown, "This node runs no work, and has no objects."));

    public Task<LinkTicket?> OpenLinkAsync(ulong process, CancellationToken cancellationToken = default) => Task.FromResult<LinkTicket?>(null);

    public Task FreeObjectsAsync(ObjectId[] ids, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ReclaimLeaseAsync(ulong holder, LeaseId lease, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<bool> DeliverLogsAsync(LogDelivery delivery, CancellationToken cancellationToken = default) => Task.FromResult(true);

    public Task FlushLogsAsync(JobId job, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task KeepBuildsAsync(JobId job, string[] builds, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
    {
        if (!BreaksLinks)
        {
            throw new LinkException(LinkError.Refused, "This node runs no work, and so has no processes to link to.");
        }

        channel.Abort();
        return Task.CompletedTask;
    }

    public void OnView(ClusterView view)
    {
    }

    public void OnActor(ActorRecord actor)
    {
    }

    public void OnJobEnded(JobId job)
    {
    }

    public void OnPlaceActor(ActorRecord actor)
    {
    }

    public void OnBundles(BundleOrder order)
    {
    }

    public void OnGroups(PlacementGroupId[] groups)
    {
    }

    public void OnQuotas(QuotaNews news)
    {
    }

    public void OnStop(string reason) => _ended.TrySetResult(reason);

    private async Task EndWithAsync(INodeConnection connection)
    {
        string reason = await connection.Ended.ConfigureAwait(false);
        WasGivenUp = connection.WasGivenUp;
        _ended.TrySetResult(reason);
    }
}
