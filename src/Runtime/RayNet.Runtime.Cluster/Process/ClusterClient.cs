using System.Diagnostics.CodeAnalysis;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;
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
            throw new RayShutdownException($"The link to the node has ended: {exception.Message} Start the program again when the node is back.", exception);
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
            throw new RayShutdownException($"The link to the node has ended: {exception.Message} Start the program again when the node is back.", exception);
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
            ? new PendingExplanation(PendingReason.NotPending, "The object is ready; nothing is pending.")
            : home.Explain(cell));
    }

    public IReadOnlyDictionary<string, double> ClusterResources() => Sum(static node => node.Info.Resources);

    public IReadOnlyDictionary<string, double> AvailableResources() => Sum(static node => node.Report.Available);

    public Task ShutdownAsync(CancellationToken cancellationToken = default) => runtime.ShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => new(runtime.ShutdownAsync(CancellationToken.None));

    private Dictionary<string, double> Sum(Func<NodeRecord, Dictionary<string, double>> select)
    {
        runtime.CheckAlive();
        Link.YieldInline();
        NodeRecord[] nodes = runtime.Head.ListNodesAsync().GetAwaiter().GetResult();
        var sum = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (NodeRecord node in nodes)
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
