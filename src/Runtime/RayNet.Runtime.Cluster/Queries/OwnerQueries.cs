using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Control;
using RayNet.Runtime.Queries;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>Answers for the tasks and actors that this process owns, from the tables that it has anyway. Never on the thread that brings the question: it takes milliseconds where much is queued.</summary>
internal sealed class OwnerQueries(ClusterRuntime runtime) : IProcessService
{
    private readonly string _owner = IdText.OfProcess(runtime.Process);

    public Task<StatePage<TaskInfo>> ListTasksAsync(TaskQuery query, CancellationToken cancellationToken = default) => Task.Run(() => ListTasks(query, cancellationToken), cancellationToken);

    public Task<TaskCounts> CountTasksAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => new TaskCounts([.. Scan().Count(cancellationToken)], []), cancellationToken);

    public Task<StatePage<ActorInfo>> ListActorsAsync(ActorQuery query, CancellationToken cancellationToken = default) => Task.Run(() => ListActors(query), cancellationToken);

    private StatePage<TaskInfo> ListTasks(TaskQuery query, CancellationToken cancellationToken)
    {
        List<FoundTask> found = Scan().Find(query, CallPosition.Parse(query.Continuation), cancellationToken);
        return new StatePage<TaskInfo>(
            [.. found.Select(item => item.Task with { Job = runtime.JobId, Owner = _owner, OwnerNode = runtime.NodeId })],
            [.. found.Select(static item => item.After.ToString())],
            found.Count == query.Limit,
            []);
    }

    private StatePage<ActorInfo> ListActors(ActorQuery query)
    {
        ulong before = ActorPosition.Parse(query.Continuation).Sequence;

        // The newest of those that match; the oldest of them goes when a newer one comes.
        var newest = new PriorityQueue<RemoteActor, ulong>();
        runtime.Actors.VisitOwned(actor =>
        {
            if (actor.Id.Sequence < before && query.Matches(actor.ClassName, actor.Ownership!.Name, NamespaceOf(actor), actor.Status))
            {
                if (newest.Count < query.Limit)
                {
                    newest.Enqueue(actor, actor.Id.Sequence);
                }
                else
                {
                    newest.EnqueueDequeue(actor, actor.Id.Sequence);
                }
            }
        });
        ActorInfo[] found = [.. newest.UnorderedItems.OrderByDescending(static item => item.Priority).Select(item => Describe(item.Element))];
        return new StatePage<ActorInfo>(found, [.. found.Select(static actor => new ActorPosition(actor.Id.Sequence).ToString())], found.Length == query.Limit, []);
    }

    private static string? NamespaceOf(RemoteActor actor) => actor.Ownership!.Name is null ? null : actor.Ownership.Namespace;

    private ActorInfo Describe(RemoteActor actor) => new(actor.Id, actor.ClassName, actor.Status)
    {
        Name = actor.Ownership!.Name,
        Namespace = NamespaceOf(actor),
        Node = actor.Site.Node == default ? null : actor.Site.Node,
        Process = IdText.OfProcess(actor.Site.Process),
        PendingCalls = actor.CountPending(),
        Restarts = actor.Ownership.Restarts,
        MaxRestarts = actor.Ownership.ClassHome.MaxRestarts,
        Resources = actor.Ownership.ClassHome.Demand.ToDictionary(),
        Job = runtime.JobId,
        Owner = _owner,
        IsDetached = actor.Ownership.ClassHome.IsDetached,
    };

    private TaskScan Scan() => new(
        [
            .. runtime.Peers.All().GroupBy(static peer => peer.Process).Select(static peers => new LinkTable(peers.Key, [.. peers])),
            .. runtime.Queues.Select(static queue => new LeasedQueueTable(queue)),
            new WaitingTable(runtime.Engine.Waiting),
        ],
        static home => (home as RemoteTaskHome)?.Settings.Name);
}
