using System.Diagnostics.CodeAnalysis;
using RayNet.CompilerServices;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Queries;

namespace RayNet.Runtime.Embedded;

/// <summary>The client of an embedded cluster.</summary>
internal sealed class EmbeddedClient(EmbeddedCluster cluster) : IRayClient
{
    private readonly EmbeddedQueries _queries = new(cluster);
    private readonly DateTime _startedAt = cluster.Options.TimeProvider.GetUtcNow().UtcDateTime;

    public event EventHandler<UnobservedRemoteErrorEventArgs>? UnobservedError;

    public string Namespace => cluster.Options.Namespace;

    public JobId JobId => cluster.JobId;

    public IDisposable Use() => RayAmbient.Use(cluster);

    public ObjectRef<T> Put<T>(T value)
    {
        cluster.CheckAlive();
        return new ObjectRef<T>(new StoredObject<T>(value, ValueTraits<T>.Instance));
    }

    public RayBuffer<T> CreateBuffer<T>(int count)
        where T : unmanaged
    {
        cluster.CheckAlive();
        ArrayBuffer<T>.Check(count);
        return new RayBuffer<T>(new ArrayBuffer<T>(count));
    }

    public ActorHandle<TActor> GetActor<TActor>(string name, string? actorNamespace = null)
        where TActor : class =>
        cluster.FindActor<TActor>(name, actorNamespace) ?? throw new ActorNotFoundException(
            $"There is no living {typeof(TActor)} named '{name}' in namespace '{actorNamespace ?? Namespace}'. Create it with ActorOptions.Name, or with GetIfExists where either may come first.");

    public bool TryGetActor<TActor>(string name, [NotNullWhen(true)] out ActorHandle<TActor>? handle, string? actorNamespace = null)
        where TActor : class
    {
        handle = cluster.FindActor<TActor>(name, actorNamespace);
        return handle is not null;
    }

    public Task<PendingExplanation> ExplainAsync(ObjectRef reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectCell cell = reference.Cell;
        PendingExplanation explanation = cell.IsCompleted || cell.Home is not { } home
            ? new PendingExplanation(PendingReason.NotPending, "The object is ready; nothing is pending.")
            : home.Explain(cell);
        return Task.FromResult(explanation);
    }

    public Task<TaskPage> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default) => Search(() => _queries.ListTasks(query ?? new TaskQuery(), cancellationToken), cancellationToken);

    public Task<TaskSummary> SummarizeTasksAsync(CancellationToken cancellationToken = default) => Search(() => _queries.SummarizeTasks(cancellationToken), cancellationToken);

    public Task<ActorPage> ListActorsAsync(ActorQuery? query = null, CancellationToken cancellationToken = default) => Search(() => _queries.ListActors(query ?? new ActorQuery(), cancellationToken), cancellationToken);

    public IReadOnlyDictionary<string, double> ClusterResources() => cluster.Leases.Snapshot(available: false);

    public Task<IReadOnlyDictionary<string, double>> ClusterResourcesAsync(CancellationToken cancellationToken = default) => Answer(ClusterResources, cancellationToken);

    public IReadOnlyDictionary<string, double> AvailableResources() => cluster.Leases.Snapshot(available: true);

    public Task<IReadOnlyDictionary<string, double>> AvailableResourcesAsync(CancellationToken cancellationToken = default) => Answer(AvailableResources, cancellationToken);

    public IReadOnlyList<ClusterNode> GetNodes()
    {
        cluster.CheckAlive();
        return
        [
            new ClusterNode(cluster.NodeId, Environment.MachineName, ClusterNodeState.Alive)
            {
                IsHead = true,
                Labels = NodeLabels.Complete(cluster.NodeId, Environment.MachineName, cluster.Options.Labels.AsReadOnly()),
                Resources = ClusterResources(),
                Available = AvailableResources(),
                ProcessId = Environment.ProcessId,
                Version = RayNetVersion.Text,
                StartedAt = _startedAt,
            },
        ];
    }

    public Task<IReadOnlyList<ClusterNode>> GetNodesAsync(CancellationToken cancellationToken = default) => Answer(GetNodes, cancellationToken);

    public Task DrainNodeAsync(NodeId node, TimeSpan? deadline = null, string? reason = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOptionException("The only node is this program, which cannot leave itself. End it with Ray.ShutdownAsync.");

    public Task SetQuotaAsync(Quota quota, CancellationToken cancellationToken = default) => throw new InvalidOptionException("The cluster is this program alone, which has no teams. Quotas are set on a cluster: 'raynet start --head'.");

    public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => Answer(static () => false, cancellationToken);

    public Task<IReadOnlyList<QuotaUsage>> GetQuotasAsync(CancellationToken cancellationToken = default) => Answer<IReadOnlyList<QuotaUsage>>(static () => [], cancellationToken);

    public PlacementGroup CreatePlacementGroup(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.OwnerScoped)
    {
        ArgumentNullException.ThrowIfNull(bundles);
        return cluster.PlacementGroups.Create(bundles, strategy, name, lifetime);
    }

    public PlacementGroup? GetPlacementGroup(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return cluster.PlacementGroups.Find(name);
    }

    public Task ShutdownAsync(CancellationToken cancellationToken = default) => cluster.ShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => new(cluster.ShutdownAsync(CancellationToken.None));

    /// <summary>What another cluster's head would be asked for.</summary>
    private static Task<T> Answer<T>(Func<T> find, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.FromResult(find());

    /// <summary>Not on the caller's thread: it takes milliseconds where much is queued.</summary>
    private Task<T> Search<T>(Func<T> find, CancellationToken cancellationToken)
    {
        cluster.CheckAlive();
        return Task.Run(find, cancellationToken);
    }

    internal bool RaiseUnobserved(Exception exception)
    {
        EventHandler<UnobservedRemoteErrorEventArgs>? handlers = UnobservedError;
        handlers?.Invoke(this, new UnobservedRemoteErrorEventArgs(exception));
        return handlers is not null;
    }
}
