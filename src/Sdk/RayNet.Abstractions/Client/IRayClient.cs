namespace RayNet;

/// <summary>
/// A connection to a cluster, or an embedded cluster. Injected in hosted applications; the static <see cref="Ray"/> forwards to
/// the client of the process.
/// </summary>
public interface IRayClient : IAsyncDisposable
{
    /// <summary>A call failed and nobody looked at its error. Raised on the finalizer thread, so it must be short.</summary>
    event EventHandler<UnobservedRemoteErrorEventArgs>? UnobservedError;

    /// <summary>The namespace of actor names.</summary>
    string Namespace { get; }

    /// <summary>The job that this client's work belongs to.</summary>
    JobId JobId { get; }

    /// <summary>Makes this client the one of the current async flow until the result is disposed.</summary>
    IDisposable Use();

    /// <inheritdoc cref="Ray.Put{T}(T)" />
    ObjectRef<T> Put<T>(T value);

    /// <summary>Creates a buffer for numbers that are filled in place and then sealed into a reference, without a copy. Waits while the node's object store is full.</summary>
    /// <param name="count">How many numbers.</param>
    /// <typeparam name="T">A built-in number or <see cref="char"/>.</typeparam>
    /// <returns>The buffer, with whatever was in its memory before. Dispose of it if it is not sealed.</returns>
    /// <exception cref="RaySerializationException">The type is neither a number nor <see cref="char"/>.</exception>
    /// <exception cref="ObjectStoreFullException">The object store has no room for it, and none came in time.</exception>
    RayBuffer<T> CreateBuffer<T>(int count)
        where T : unmanaged;

    /// <inheritdoc cref="Ray.GetActor{TActor}(string, string?)" />
    ActorHandle<TActor> GetActor<TActor>(string name, string? actorNamespace = null)
        where TActor : class;

    /// <inheritdoc cref="Ray.TryGetActor{TActor}(string, out ActorHandle{TActor}, string?)" />
    bool TryGetActor<TActor>(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ActorHandle<TActor>? handle, string? actorNamespace = null)
        where TActor : class;

    /// <inheritdoc cref="Ray.ExplainAsync" />
    Task<PendingExplanation> ExplainAsync(ObjectRef reference, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.ListTasksAsync" />
    Task<TaskPage> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.SummarizeTasksAsync" />
    Task<TaskSummary> SummarizeTasksAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.ListActorsAsync" />
    Task<ActorPage> ListActorsAsync(ActorQuery? query = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.ClusterResources" />
    IReadOnlyDictionary<string, double> ClusterResources();

    /// <inheritdoc cref="Ray.ClusterResourcesAsync" />
    Task<IReadOnlyDictionary<string, double>> ClusterResourcesAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.AvailableResources" />
    IReadOnlyDictionary<string, double> AvailableResources();

    /// <inheritdoc cref="Ray.AvailableResourcesAsync" />
    Task<IReadOnlyDictionary<string, double>> AvailableResourcesAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.GetNodes" />
    IReadOnlyList<ClusterNode> GetNodes();

    /// <inheritdoc cref="Ray.GetNodesAsync" />
    Task<IReadOnlyList<ClusterNode>> GetNodesAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.DrainNodeAsync" />
    Task DrainNodeAsync(NodeId node, TimeSpan? deadline = null, string? reason = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.SetQuotaAsync" />
    Task SetQuotaAsync(Quota quota, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.RemoveQuotaAsync" />
    Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.GetQuotasAsync" />
    Task<IReadOnlyList<QuotaUsage>> GetQuotasAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Ray.CreatePlacementGroup" />
    PlacementGroup CreatePlacementGroup(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.OwnerScoped);

    /// <inheritdoc cref="Ray.GetPlacementGroup" />
    PlacementGroup? GetPlacementGroup(string name);

    /// <summary>Cancels what runs, disposes actors and stops the embedded cluster or the connection.</summary>
    /// <param name="cancellationToken">Ends the wait for running work.</param>
    Task ShutdownAsync(CancellationToken cancellationToken = default);
}
