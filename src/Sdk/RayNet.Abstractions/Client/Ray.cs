using System.Diagnostics.CodeAnalysis;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>RayNet for scripts and tasks: forwards to the <see cref="IRayClient"/> of the running task, the flow or the process.</summary>
public static class Ray
{
    /// <summary>Whether there is a client in this flow or process.</summary>
    public static bool IsInitialized => RayAmbient.Find() is not null;

    /// <summary>The client of the running task, the flow or the process.</summary>
    /// <exception cref="RayNotInitializedException">There is none.</exception>
    public static IRayClient Client => RayAmbient.Runtime.Client;

    /// <summary>Starts RayNet: without an address, an embedded cluster in this process.</summary>
    /// <param name="configure">Sets options.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The client. Disposing it shuts RayNet down.</returns>
    /// <exception cref="RayAlreadyInitializedException">The process has a default client already.</exception>
    /// <exception cref="InvalidOptionException">An option is out of range.</exception>
    public static ValueTask<IRayClient> InitAsync(Action<RayOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new RayOptions();
        configure?.Invoke(options);
        return InitAsync(options, cancellationToken);
    }

    /// <summary>Starts RayNet: without an address, an embedded cluster in this process.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The client. Disposing it shuts RayNet down.</returns>
    /// <exception cref="RayAlreadyInitializedException">The process has a default client already.</exception>
    /// <exception cref="InvalidOptionException">An option is out of range.</exception>
    public static ValueTask<IRayClient> InitAsync(RayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RayRuntimeLocator.StartAsync(options, cancellationToken);
    }

    /// <summary>Shuts the client of this flow or process down. Without one, nothing happens.</summary>
    /// <param name="cancellationToken">Ends the wait for running work.</param>
    public static Task ShutdownAsync(CancellationToken cancellationToken = default) =>
        RayAmbient.Find()?.Client.ShutdownAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Stores a value once, to be passed by reference. Mutable values are copied, so that the stored one never changes.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Its type; the generator must know it.</typeparam>
    /// <returns>The reference.</returns>
    /// <exception cref="RaySerializationException">The type is unknown to the generator, or the value refers to itself.</exception>
    public static ObjectRef<T> Put<T>(T value) => RayAmbient.Runtime.Client.Put(value);

    /// <summary>Creates a buffer for numbers that are filled in place and then sealed into a reference, without a copy. Waits while the node's object store is full.</summary>
    /// <param name="count">How many numbers.</param>
    /// <typeparam name="T">A built-in number or <see cref="char"/>.</typeparam>
    /// <returns>The buffer, with whatever was in its memory before. Dispose of it if it is not sealed.</returns>
    /// <exception cref="RaySerializationException">The type is neither a number nor <see cref="char"/>.</exception>
    /// <exception cref="ObjectStoreFullException">The object store has no room for it, and none came in time.</exception>
    public static RayBuffer<T> CreateBuffer<T>(int count)
        where T : unmanaged => RayAmbient.Runtime.Client.CreateBuffer<T>(count);

    /// <summary>Blocks until the value is there. A call that has not started is run in place where that is possible.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="GetTimeoutException">The value was not there in time.</exception>
    public static T Get<T>(ObjectRef<T> reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ObjectCell<T> cell = reference.Cell;
        ObjectWaiter.Wait(cell, timeout, cancellationToken);
        return cell.GetResult();
    }

    /// <summary>Blocks until the call has ended.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GetTimeoutException">The call had not ended in time.</exception>
    public static void Get(ObjectRef reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ObjectCell cell = reference.Cell;
        ObjectWaiter.Wait(cell, timeout, cancellationToken);
        cell.ThrowIfFailed();
    }

    /// <summary>Blocks until all values are there.</summary>
    /// <param name="references">The references, repeated ones allowed.</param>
    /// <param name="timeout">How long to wait in all; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The values in the order of the references.</returns>
    /// <exception cref="GetTimeoutException">A value was not there in time.</exception>
    public static T[] Get<T>(IEnumerable<ObjectRef<T>> references, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        ObjectWaiter.GetAll(references, timeout, cancellationToken);

    /// <summary>Awaits the value with a limit of time.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <exception cref="GetTimeoutException">The value was not there in time.</exception>
    public static async Task<T> GetAsync<T>(ObjectRef<T> reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ObjectCell<T> cell = reference.Cell;
        await ObjectWaiter.WaitAsync([cell], timeout, cancellationToken).ConfigureAwait(false);
        return cell.GetResult();
    }

    /// <summary>Awaits all values with a limit of time.</summary>
    /// <param name="references">The references, repeated ones allowed.</param>
    /// <param name="timeout">How long to wait in all; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The values in the order of the references.</returns>
    /// <exception cref="GetTimeoutException">A value was not there in time.</exception>
    public static Task<T[]> GetAsync<T>(IEnumerable<ObjectRef<T>> references, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        ObjectWaiter.GetAllAsync(references, timeout, cancellationToken);

    /// <summary>Waits until some calls have ended, with a value or an error.</summary>
    /// <param name="references">The references; each once.</param>
    /// <param name="numReturns">How many to wait for.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/> is without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TRef">The type of the references.</typeparam>
    /// <returns>At most <paramref name="numReturns"/> ready references, and all others.</returns>
    /// <exception cref="ArgumentException">A reference is given twice, or <paramref name="numReturns"/> is out of range.</exception>
    public static Task<WaitResult<TRef>> WaitAsync<TRef>(IEnumerable<TRef> references, int numReturns = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TRef : ObjectRef => ObjectWaiter.WaitAnyAsync(references, numReturns, timeout, cancellationToken);

    /// <summary>
    /// In a method of an actor that implements <see cref="IActorState{TState}"/>: saves the state as it is now, whatever <see cref="ActorOptions.SnapshotEvery"/> says.
    /// Nothing happens where the actor is never built again.
    /// </summary>
    /// <returns>Completes when the state is kept outside of the actor's process.</returns>
    /// <exception cref="InvalidOperationException">The code runs in no method of such an actor.</exception>
    public static Task SnapshotAsync() =>
        ExecutionFrame.Current?.SnapshotAsync() ?? throw new InvalidOperationException("No actor runs here. Call Ray.SnapshotAsync in a method of an actor that implements IActorState<TState>.");

    /// <summary>Awaits all values. Throws the first error in the order of the references, after all have ended.</summary>
    /// <param name="references">The references.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The values in the order of the references.</returns>
    public static Task<T[]> WhenAll<T>(params IEnumerable<ObjectRef<T>> references) => ObjectWaiter.GetAllAsync(references, null, CancellationToken.None);

    /// <summary>Awaits the end of all calls. Throws the first error in the order of the references, after all have ended.</summary>
    /// <param name="references">The references.</param>
    public static Task WhenAll(params IEnumerable<ObjectRef> references) => ObjectWaiter.WhenAllAsync(references);

    /// <summary>Yields each reference when its call has ended: in order of completion. Await it to get the value or the error.</summary>
    /// <param name="references">The references.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TRef">The type of the references.</typeparam>
    public static IAsyncEnumerable<TRef> WhenEach<TRef>(IEnumerable<TRef> references, CancellationToken cancellationToken = default)
        where TRef : ObjectRef => ObjectWaiter.WhenEachAsync(references, cancellationToken);

    /// <summary>Cancels a task or actor call, and with it what it submitted. A call that has not started never runs; one that runs sees its token cancelled.</summary>
    /// <param name="reference">The reference that the call returned.</param>
    /// <param name="force">Give up a running task at once: its worker is retired when the method returns, and the reference fails with <see cref="WorkerCrashedException"/>.</param>
    /// <param name="recursive">Cancel the calls that it submitted, too.</param>
    /// <returns><see langword="false"/> when the call had ended, or the reference was put.</returns>
    public static bool Cancel(ObjectRef reference, bool force = false, bool recursive = true)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ObjectCell cell = reference.Cell;
        return !cell.IsCompleted && cell.Home is { } home && home.Cancel(cell, force, recursive);
    }

    /// <summary>Cancels the producer of a stream. Its reader gets the items made so far, then the cancellation.</summary>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="force">See <see cref="Cancel(ObjectRef, bool, bool)"/>.</param>
    /// <param name="recursive">Cancel the calls that it submitted, too.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <returns><see langword="false"/> when the producer had ended.</returns>
    public static bool Cancel<T>(ObjectRefStream<T> stream, bool force = false, bool recursive = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Cancel(stream.Completion, force, recursive);
    }

    /// <summary>Ends an actor at once: running calls are cancelled and waiting ones fail with <see cref="ActorDiedException"/>. Its name is free again.</summary>
    /// <param name="handle">The actor.</param>
    /// <param name="noRestart">With <see langword="false"/>, <see cref="ActorOptions.MaxRestarts"/> brings it back.</param>
    public static void Kill(ActorHandle handle, bool noRestart = true)
    {
        ArgumentNullException.ThrowIfNull(handle);
        handle.Endpoint.Kill(noRestart);
    }

    /// <summary>Ends an actor after the calls that were submitted before, and disposes its instance.</summary>
    /// <param name="handle">The actor.</param>
    /// <returns>Completes when the instance is disposed.</returns>
    public static Task TerminateAsync(ActorHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.Endpoint.TerminateAsync();
    }

    /// <summary>Finds a living actor by name.</summary>
    /// <param name="name">Its <see cref="ActorOptions.Name"/>.</param>
    /// <param name="actorNamespace">Its namespace; the client's by default.</param>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <exception cref="ActorNotFoundException">There is none, or it is of another class.</exception>
    public static ActorHandle<TActor> GetActor<TActor>(string name, string? actorNamespace = null)
        where TActor : class => Client.GetActor<TActor>(name, actorNamespace);

    /// <summary>Finds a living actor by name.</summary>
    /// <param name="name">Its <see cref="ActorOptions.Name"/>.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="actorNamespace">Its namespace; the client's by default.</param>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <returns><see langword="false"/> when there is none.</returns>
    public static bool TryGetActor<TActor>(string name, [NotNullWhen(true)] out ActorHandle<TActor>? handle, string? actorNamespace = null)
        where TActor : class => Client.TryGetActor(name, out handle, actorNamespace);

    /// <summary>Says why a call has not ended.</summary>
    /// <param name="reference">The reference that the call returned.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static Task<PendingExplanation> ExplainAsync(ObjectRef reference, CancellationToken cancellationToken = default) =>
        Client.ExplainAsync(reference, cancellationToken);

    /// <summary>Lists tasks of the cluster that have not ended, page by page. Every process answers for the tasks that it submitted; calls of actors are not listed, but counted at their actor.</summary>
    /// <param name="query">Which ones; by default the first 100.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="InvalidOptionException">The limit is out of range, or the continuation is not that of a page of tasks, or too old.</exception>
    public static Task<TaskPage> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default) => Client.ListTasksAsync(query, cancellationToken);

    /// <summary>Counts the tasks of the cluster that have not ended, by name and status.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public static Task<TaskSummary> SummarizeTasksAsync(CancellationToken cancellationToken = default) => Client.SummarizeTasksAsync(cancellationToken);

    /// <summary>Lists actors of the cluster, page by page. Every process answers for the actors that it made, and the head for detached and dead ones.</summary>
    /// <param name="query">Which ones; by default the first 100 that are not dead.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="InvalidOptionException">The limit is out of range, or the continuation is not that of a page of actors.</exception>
    public static Task<ActorPage> ListActorsAsync(ActorQuery? query = null, CancellationToken cancellationToken = default) => Client.ListActorsAsync(query, cancellationToken);

    /// <summary>All resources of the cluster by name: <c>CPU</c>, <c>GPU</c>, <c>memory</c> (bytes) and custom ones. Blocks while the head answers.</summary>
    public static IReadOnlyDictionary<string, double> ClusterResources() => Client.ClusterResources();

    /// <summary>All resources of the cluster by name: <c>CPU</c>, <c>GPU</c>, <c>memory</c> (bytes) and custom ones.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public static Task<IReadOnlyDictionary<string, double>> ClusterResourcesAsync(CancellationToken cancellationToken = default) => Client.ClusterResourcesAsync(cancellationToken);

    /// <summary>The resources of the cluster that are free now, by name. Blocks while the head answers.</summary>
    public static IReadOnlyDictionary<string, double> AvailableResources() => Client.AvailableResources();

    /// <summary>The resources of the cluster that are free now, by name.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public static Task<IReadOnlyDictionary<string, double>> AvailableResourcesAsync(CancellationToken cancellationToken = default) => Client.AvailableResourcesAsync(cancellationToken);

    /// <summary>The nodes of the cluster, also those that were given up within the last hour. Blocks while the head answers.</summary>
    /// <returns>In the order in which they joined. Without a cluster, the program itself is the one node.</returns>
    public static IReadOnlyList<ClusterNode> GetNodes() => Client.GetNodes();

    /// <summary>The nodes of the cluster, also those that were given up within the last hour.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>In the order in which they joined. Without a cluster, the program itself is the one node.</returns>
    public static Task<IReadOnlyList<ClusterNode>> GetNodesAsync(CancellationToken cancellationToken = default) => Client.GetNodesAsync(cancellationToken);

    /// <summary>
    /// Has a node leave: it takes no new work, its actors that may be built again move to other nodes, and so do objects that others own; then it ends. Completes when the head has written that
    /// down; <see cref="GetNodesAsync"/> shows how far it is.
    /// </summary>
    /// <param name="node">The node; not the one beside the head.</param>
    /// <param name="deadline">When it ends at the latest, with whatever still runs there; <see langword="null"/> is without limit. Asked again, the earlier end counts.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Ends the question, not the drain.</param>
    /// <exception cref="InvalidOptionException">The head is in the same process, or <paramref name="deadline"/> is negative.</exception>
    /// <exception cref="RayException">There is no such node, or it is gone.</exception>
    public static Task DrainNodeAsync(NodeId node, TimeSpan? deadline = null, string? reason = null, CancellationToken cancellationToken = default) =>
        Client.DrainNodeAsync(node, deadline, reason, cancellationToken);

    /// <summary>Limits how many calls are under way: submit through it where a loop would submit faster than calls end.</summary>
    /// <param name="limit">How many calls may be under way, 1 or more.</param>
    /// <returns>The limit. Disposing it waits until its calls have ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    /// <example><code>
    /// await using RayThrottle throttle = Ray.Throttle(100);
    /// await foreach (Order order in orders)
    /// {
    ///     await throttle.SubmitAsync(() => Shop.HandleRemote(order));
    /// }
    /// </code></example>
    public static RayThrottle Throttle(int limit) => new(limit);

    /// <summary>Sets what the jobs of a team may hold together. Lowering it takes nothing away from what runs: new calls wait until enough has ended.</summary>
    /// <param name="quota">The quota; one of the same name is replaced.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="InvalidOptionException">It limits nothing, a quantity is negative, or there is no cluster.</exception>
    public static Task SetQuotaAsync(Quota quota, CancellationToken cancellationToken = default) => Client.SetQuotaAsync(quota, cancellationToken);

    /// <summary>Removes a quota.</summary>
    /// <param name="name">The team.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOptionException">A job that runs names it.</exception>
    public static Task<bool> RemoveQuotaAsync(string name, CancellationToken cancellationToken = default) => Client.RemoveQuotaAsync(name, cancellationToken);

    /// <summary>The quotas of the cluster and their use.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>By name. None without a cluster.</returns>
    public static Task<IReadOnlyList<QuotaUsage>> GetQuotasAsync(CancellationToken cancellationToken = default) => Client.GetQuotasAsync(cancellationToken);

    /// <summary>Asks for bundles of resources that are held together. Returns at once; the group is ready when all bundles have their place.</summary>
    /// <param name="bundles">The bundles; each lies on one node.</param>
    /// <param name="strategy">How they lie on the nodes.</param>
    /// <param name="name">A name by which <see cref="GetPlacementGroup"/> finds the group: unique in the client's namespace.</param>
    /// <param name="lifetime">When the group ends by itself: with the process that made it, or only when it is removed. The latter needs a name.</param>
    /// <returns>The group. Give it to <see cref="SchedulingStrategy.PlacementGroup"/>.</returns>
    /// <exception cref="InvalidOptionException">There are no bundles, one is empty or names a reserved resource, or the name is taken.</exception>
    public static PlacementGroup CreatePlacementGroup(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy = PlacementStrategy.Pack, string? name = null, ActorLifetime lifetime = ActorLifetime.OwnerScoped) =>
        Client.CreatePlacementGroup(bundles, strategy, name, lifetime);

    /// <summary>Finds a placement group by name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The group, or <see langword="null"/> when there is none.</returns>
    public static PlacementGroup? GetPlacementGroup(string name) => Client.GetPlacementGroup(name);
}
