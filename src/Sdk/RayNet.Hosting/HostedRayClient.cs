using System.Diagnostics.CodeAnalysis;

namespace RayNet.Hosting;

/// <summary>
/// The client that is injected. A host constructs all hosted services before it starts the first, so what they take in their constructors has to
/// exist before the cluster does; it forwards to the started client.
/// </summary>
internal sealed class HostedRayClient : IRayClient, IDisposable
{
    private readonly Lock _lock = new();
    private EventHandler<UnobservedRemoteErrorEventArgs>? _unobservedError;
    private IRayClient? _started;

    public event EventHandler<UnobservedRemoteErrorEventArgs>? UnobservedError
    {
        add
        {
            lock (_lock)
            {
                _unobservedError += value;
            }
        }

        remove
        {
            lock (_lock)
            {
                _unobservedError -= value;
            }
        }
    }

    public string Namespace => Started.Namespace;

    public JobId JobId => Started.JobId;

    private IRayClient Started => _started ?? throw new RayNotInitializedException(
        "RayNet is started by the host, and the host has not started. Use IRayClient from StartAsync of a hosted service on, not in constructors, and start the host (Run, RunAsync or StartAsync).");

    public async Task StartAsync(RayOptions options, CancellationToken cancellationToken)
    {
        IRayClient client = await Ray.InitAsync(options, cancellationToken).ConfigureAwait(false);
        client.UnobservedError += OnUnobservedError;
        _started = client;
    }

    public IDisposable Use() => Started.Use();

    public Task DrainNodeAsync(NodeId node, TimeSpan? deadline = null, string? reason = null, CancellationToken cancellationToken = default) =>
        Started.DrainNodeAsync(node, deadline, reason, cancellationToken);

    public Task SetQuotaAsync(Quota quota, CancellationToken cancellationToken = default) => Started.SetQuotaAsync(quota, cancellationToken);

    public Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => Started.RemoveQuotaAsync(name, cancellationToken);

    public Task<IReadOnlyList<QuotaUsage>> GetQuotasAsync(CancellationToken cancellationToken = default) => Started.GetQuotasAsync(cancellationToken);

    public ObjectRef<T> Put<T>(T value) => Started.Put(value);

    public RayBuffer<T> CreateBuffer<T>(int count)
        where T : unmanaged => Started.CreateBuffer<T>(count);

    public ActorHandle<TActor> GetActor<TActor>(string name, string? actorNamespace = null)
        where TActor : class => Started.GetActor<TActor>(name, actorNamespace);

    public bool TryGetActor<TActor>(string name, [NotNullWhen(true)] out ActorHandle<TActor>? handle, string? actorNamespace = null)
        where TActor : class => Started.TryGetActor(name, out handle, actorNamespace);

    public Task<PendingExplanation> ExplainAsync(ObjectRef reference, CancellationToken cancellationToken = default) =>
        Started.ExplainAsync(reference, cancellationToken);

    public Task<TaskPage> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default) => Started.ListTasksAsync(query, cancellationToken);

    public Task<TaskSummary> SummarizeTasksAsync(CancellationToken cancellationToken = default) => Started.SummarizeTasksAsync(cancellationToken);

    public Task<ActorPage> ListActorsAsync(ActorQuery? query = null, CancellationToken cancellationToken = default) => Started.ListActorsAsync(query, cancellationToken);

    public IReadOnlyDictionary<string, double> ClusterResources() => Started.ClusterResources();

    public Task<IReadOnlyDictionary<string, double>> ClusterResourcesAsync(CancellationToken cancellationToken = default) => Started.ClusterResourcesAsync(cancellationToken);

    public IReadOnlyDictionary<string, double> AvailableResources() => Started.AvailableResources();

    public Task<IReadOnlyDictionary<string, double>> AvailableResourcesAsync(CancellationToken cancellationToken = default) => Started.AvailableResourcesAsync(cancellationToken);

    public IReadOnlyList<ClusterNode> GetNodes() => Started.GetNodes();

    public Task<IReadOnlyList<ClusterNode>> GetNodesAsync(CancellationToken cancellationToken = default) => Started.GetNodesAsync(cancellationToken);

    public PlacementGroup CreatePlacementGroup(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.OwnerScoped) =>
        Started.CreatePlacementGroup(bundles, strategy, name, lifetime);

    public PlacementGroup? GetPlacementGroup(string name) => Started.GetPlacementGroup(name);

    public Task ShutdownAsync(CancellationToken cancellationToken = default) =>
        _started?.ShutdownAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _started?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A service provider that is disposed synchronously refuses services that can only be disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void OnUnobservedError(object? sender, UnobservedRemoteErrorEventArgs error)
    {
        EventHandler<UnobservedRemoteErrorEventArgs>? handlers;
        lock (_lock)
        {
            handlers = _unobservedError;
        }

        handlers?.Invoke(this, error);
    }
}
