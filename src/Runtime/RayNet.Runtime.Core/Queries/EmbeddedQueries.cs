using System.Globalization;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Queries;

/// <summary>Answers from the tables of an embedded cluster what it has to do.</summary>
internal sealed class EmbeddedQueries(EmbeddedCluster cluster)
{
    private const int ActorsAtOnce = 1024;

    private readonly PageMarks _marks = new();

    private string Owner => cluster.NodeId.Origin.ToString("x16", CultureInfo.InvariantCulture);

    internal TaskPage ListTasks(TaskQuery query, CancellationToken cancellationToken)
    {
        QueryChecks.Limit(query.Limit);
        List<FoundTask> found = Scan().Find(query, CallPosition.Parse(query.Continuation), cancellationToken);
        string owner = Owner;
        return new TaskPage([.. found.Select(item => item.Task with { Job = cluster.JobId, Owner = owner, OwnerNode = cluster.NodeId })])
        {
            Continuation = found.Count == query.Limit ? found[^1].After.ToString() : null,
        };
    }

    internal TaskSummary SummarizeTasks(CancellationToken cancellationToken) => new([.. Scan().Count(cancellationToken).OrderByDescending(static item => item.Count)]);

    internal ActorPage ListActors(ActorQuery query, CancellationToken cancellationToken)
    {
        QueryChecks.Limit(query.Limit);
        ulong before = ActorPosition.Parse(query.Continuation).Sequence;
        var found = new List<ActorInfo>();
        var slice = new ActorHost[ActorsAtOnce];
        ActorHost? after = null;
        while (cluster.Actors.Read(after, before, slice) is > 0 and var count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ActorHost host in slice.AsSpan(0, count))
            {
                ActorStatus status = StatusOf(host);
                if (query.Matches(host.ClassName, host.Name?.Name, host.Name?.Namespace, status))
                {
                    found.Add(Describe(host, status));
                    if (found.Count == query.Limit)
                    {
                        return new ActorPage(found) { Continuation = new ActorPosition(host.Id.Sequence).ToString() };
                    }
                }
            }

            after = slice[count - 1];
            before = after.Id.Sequence;
        }

        return new ActorPage(found);
    }

    private static ActorStatus StatusOf(ActorHost host) => host.State switch
    {
        ActorState.Creating => host.Restarts > 0 ? ActorStatus.Restarting : ActorStatus.Pending,
        ActorState.Alive => ActorStatus.Alive,
        ActorState.Terminating => ActorStatus.Terminating,
        _ => ActorStatus.Dead,
    };

    private ActorInfo Describe(ActorHost host, ActorStatus status) => new(host.Id, host.ClassName, status)
    {
        Name = host.Name?.Name,
        Namespace = host.Name?.Namespace,
        Node = status == ActorStatus.Pending ? null : cluster.NodeId,
        Process = status == ActorStatus.Pending ? string.Empty : Owner,
        PendingCalls = host.CountPending(),
        Restarts = host.Restarts,
        MaxRestarts = host.ClassHome.MaxRestarts,
        Resources = host.ClassHome.Demand.ToDictionary(),
        Job = cluster.JobId,
        Owner = Owner,
        IsDetached = host.ClassHome.IsDetached,
    };

    private TaskScan Scan() => new(
        [
            new SlotsTable(cluster.Leases, 0, cluster.NodeId),
            .. cluster.Groups.All().Select(group => new SlotsTable(group.Leases, group.Group.Id.Sequence, cluster.NodeId)),
            .. cluster.Compiler.Queues.Select(queue => new QueueTable(queue, _marks, cluster.NodeId)),
            new WaitingTable(cluster.Waiting),
        ],
        static home => (home as TaskHome)?.Settings.Name);
}
