using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Queries;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>The client of a process that is part of a cluster.</summary>
internal sealed class ClusterClient(ClusterRuntime runtime) : IRayClient
{
    event EventHandler<UnobservedRemoteErrorEventArgs>? IRayClient.UnobservedError
    {
        add => runtime.Engine.Client.UnobservedError += value;
        remove => runtime.Engine.Client.UnobservedError -= value;
    }

    internal ClusterRuntime Runtime => runtime;

    public string Namespace => runtime.Options.Namespace;

    public JobId JobId => runtime.JobId;

    public IDisposable Use() => RayAmbient.Use(runtime);

    public ObjectRef<T> Put<T>(T value)
    {
        runtime.CheckAlive();
        try
        {
            return runtime.Objects.Put(value);
        }
        catch (LinkException exception)
        {
            throw LossCauses.OfNode(exception);
        }
    }

    public RayBuffer<T> CreateBuffer<T>(int count)
        where T : unmanaged
    {
        runtime.CheckAlive();
        ArrayBuffer<T>.Check(count);
        try
        {
            return new RayBuffer<T>(runtime.Objects.CreateBuffer<T>(count));
        }
        catch (LinkException exception)
        {
            throw LossCauses.OfNode(exception);
        }
    }

    public ActorHandle<TActor> GetActor<TActor>(string name, string? actorNamespace = null)
        where TActor : class =>
        runtime.FindActor<TActor>(name, actorNamespace) ?? throw new ActorNotFoundException(
            $"There is no living {typeof(TActor)} named '{name}' in namespace '{actorNamespace ?? Namespace}'. Create it with ActorOptions.Name, or with GetIfExists where either may come first.");

    public bool TryGetActor<TActor>(string name, [NotNullWhen(true)] out ActorHandle<TActor>? handle, string? actorNamespace = null)
        where TActor : class
    {
        handle = runtime.FindActor<TActor>(name, actorNamespace);
        return handle is not null;
    }

    public Task<PendingExplanation> ExplainAsync(ObjectRef reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectCell cell = reference.Cell;
        return Task.FromResult(cell.IsCompleted || cell.Home is not { } home
            ? new PendingExplanation(PendingReason.NotPending, "The object is ready; nothing is pending.") { Attempts = runtime.Attempts.Of(cell) }
            : home.Explain(cell));
    }

    public async Task<TaskPage> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new TaskQuery();
        QueryChecks.Limit(query.Limit);
        runtime.CheckAlive();
        StatePage<TaskInfo> page = await runtime.Node.ListTasksAsync(query, cancellationToken).ConfigureAwait(false);
        return new TaskPage(page.Items) { Continuation = page.IsMore ? page.Places.LastOrDefault() : null, Missing = page.Missing };
    }

    public async Task<TaskSummary> SummarizeTasksAsync(CancellationToken cancellationToken = default)
    {
        runtime.CheckAlive();
        TaskCounts counts = await runtime.Node.CountTasksAsync(cancellationToken).ConfigureAwait(false);
        return new TaskSummary([.. counts.Counts.OrderByDescending(static item => item.Count)]) { Missing = counts.Missing };
    }

    public async Task<ActorPage> ListActorsAsync(ActorQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new ActorQuery();
        QueryChecks.Limit(query.Limit);
        runtime.CheckAlive();
        StatePage<ActorInfo> page = await runtime.Node.ListActorsAsync(query, cancellationToken).ConfigureAwait(false);
        return new ActorPage(page.Items) { Continuation = page.IsMore ? page.Places.LastOrDefault() : null, Missing = page.Missing };
    }

    public IReadOnlyDictionary<string, double> ClusterResources() => Block(ClusterResourcesAsync);

    public Task<IReadOnlyDictionary<string, double>> ClusterResourcesAsync(CancellationToken cancellationToken = default) => SumAsync(static node => node.Info.Resources, cancellationToken);

    public IReadOnlyDictionary<string, double> AvailableResources() => Block(AvailableResourcesAsync);

    public Task<IReadOnlyDictionary<string, double>> AvailableResourcesAsync(CancellationToken cancellationToken = default) => SumAsync(static node => node.Report.Available, cancellationToken);

    public IReadOnlyList<ClusterNode> GetNodes() => Block(GetNodesAsync);

    public async Task<IReadOnlyList<ClusterNode>> GetNodesAsync(CancellationToken cancellationToken = default) =>
        [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).OrderBy(static node => node.StartedAt).ThenBy(static node => node.Info.Id.Origin).Select(Describe)];

    public Task DrainNodeAsync(NodeId node, TimeSpan? deadline = null, string? reason = null, CancellationToken cancellationToken = default)
    {
        runtime.CheckAlive();
        return deadline < TimeSpan.Zero
            ? throw new InvalidOptionException($"The deadline of a drain is {deadline}; give a time from now on, or none.")
            : runtime.Head.DrainNodeAsync(node, reason ?? "asked for by a program", deadline is { } limit ? (long)limit.TotalMilliseconds : -1, cancellationToken);
    }

    public async Task SetQuotaAsync(Quota quota, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(quota);
        runtime.CheckAlive();
        if (!runtime.IsInCluster)
        {
            throw new InvalidOptionException("The cluster is this program's own, which has no teams. Quotas are set on a cluster: 'raynet start --head'.");
        }

        await runtime.Head.SetQuotaAsync(QuotaCodec.Write(quota), cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        runtime.CheckAlive();
        return runtime.Head.RemoveQuotaAsync(name, cancellationToken);
    }

    public async Task<IReadOnlyList<QuotaUsage>> GetQuotasAsync(CancellationToken cancellationToken = default)
    {
        runtime.CheckAlive();
        return [.. (await runtime.Head.ListQuotasAsync(cancellationToken).ConfigureAwait(false)).Select(QuotaCodec.Read)];
    }

    public PlacementGroup CreatePlacementGroup(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.OwnerScoped)
    {
        ArgumentNullException.ThrowIfNull(bundles);
        return runtime.PlacementGroups.Create(bundles, strategy, name, lifetime);
    }

    public PlacementGroup? GetPlacementGroup(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return runtime.PlacementGroups.Find(name);
    }

    public Task ShutdownAsync(CancellationToken cancellationToken = default) => runtime.ShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => new(runtime.ShutdownAsync(CancellationToken.None));

    private static T Block<T>(Func<CancellationToken, Task<T>> ask)
    {
        Link.YieldInline();
        return ask(CancellationToken.None).GetAwaiter().GetResult();
    }

    private static ClusterNode Describe(NodeRecord node) => new(node.Info.Id, node.Info.Name, (ClusterNodeState)node.Liveness)
    {
        Address = node.Info.Address,
        IsHead = node.Info.IsHead,
        Resources = node.Info.Resources,
        Available = node.Liveness == NodeLiveness.Dead ? ReadOnlyDictionary<string, double>.Empty : node.Report.Available,
        Labels = NodeLabels.Complete(node.Info.Id, node.Info.Name, node.Info.Labels),
        Workers = node.Report.Workers,
        ObjectStoreMemory = node.Info.StoreCapacity,
        ObjectStoreUsed = node.Report.StoreUsed,
        MemoryUsed = node.Report.MemoryUsed,
        MemoryTotal = node.Report.MemoryTotal,
        MemoryKills = node.Report.MemoryKills,
        IdleTime = TimeSpan.FromMilliseconds(node.Report.IdleMilliseconds),
        ProcessId = node.Info.ProcessId,
        Version = node.Info.Version,
        StartedAt = node.StartedAt,
        EndedAt = node.EndedAt,
        Reason = node.Reason,
    };

    private async Task<NodeRecord[]> ListAsync(CancellationToken cancellationToken)
    {
        runtime.CheckAlive();
        return await runtime.Head.ListNodesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, double>> SumAsync(Func<NodeRecord, Dictionary<string, double>> select, CancellationToken cancellationToken)
    {
        var sum = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (NodeRecord node in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (node.Liveness is NodeLiveness.Alive or NodeLiveness.Draining)
            {
                foreach ((string name, double quantity) in select(node))
                {
                    sum[name] = sum.GetValueOrDefault(name) + quantity;
                }
            }
        }

        return sum;
    }
}
