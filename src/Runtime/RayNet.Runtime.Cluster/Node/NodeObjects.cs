using System.Collections.Concurrent;
using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Transfer;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The node's object store, as its processes use it. It is started at the first use: programs with small values have none.</summary>
internal sealed class NodeObjects(NodeAgent node) : IAsyncDisposable
{
    /// <summary>Values up to this many bytes travel in messages.</summary>
    private const int InlineLimit = 48 * 1024;

    /// <summary>Readers of a dead owner's objects have so long to pin them.</summary>
    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(2);

    /// <summary>A store that stays full for so long asks its processes for what they do not need; then again after twice the time, and so on.</summary>
    private static readonly TimeSpan FullPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestFullPause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private int _relieving;
    private volatile bool _isStopped;

    /// <summary>The job of each object that is here: its end frees what nobody else gave up.</summary>
    private readonly ConcurrentDictionary<ObjectId, JobId> _jobs = new();
    private Task<NodeObjectStore>? _starting;

    /// <summary>For processes of other machines: their large values travel in messages.</summary>
    internal static StoreInfo Unseen { get; } = new(string.Empty, 0, 0, int.MaxValue);

    /// <summary>Who has copies of the objects of this node.</summary>
    internal CopyTracker Copies { get; } = new(node.Options.Id);

    internal long Capacity => Started?.Address.Capacity ?? node.Options.Store.Arena.Capacity ?? (long)(0.3 * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    internal long Used => Started?.Directory.GetStatistics().Used ?? 0;

    /// <summary>The store, if it was started.</summary>
    internal NodeObjectStore? Started => _starting is { IsCompletedSuccessfully: true } started ? started.GetAwaiter().GetResult() : null;

    internal async ValueTask<StoreInfo> OpenAsync()
    {
        NodeObjectStore store = await StartAsync().ConfigureAwait(false);
        return new StoreInfo(store.Address.Path, store.Address.Capacity, store.Address.Instance, InlineLimit);
    }

    internal async ValueTask<long> CreateAsync(ObjectId id, long size, ulong creator, ulong owner, JobId job, CancellationToken cancellationToken)
    {
        NodeObjectStore store = await StartAsync().ConfigureAwait(false);
        CreateResult result = await store.Directory.CreateAsync(new CreateRequest(id, size, creator, owner), cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CreateOutcome.Created)
        {
            _jobs[id] = job;
            return result.Location.Offset;
        }

        throw new RayException(RayErrorCode.Unknown, $"Object {id} exists already.");
    }

    internal void Seal(ObjectId id, ulong? pinFor) => Started?.Directory.Seal(id, pinFor);

    internal void Abort(ObjectId id)
    {
        _jobs.TryRemove(id, out _);
        Started?.Directory.Abort(id);
    }

    /// <summary>An object is not needed any more.</summary>
    internal void Free(ObjectId id)
    {
        _jobs.TryRemove(id, out _);
        Started?.Directory.Free(id);
    }

    /// <summary>The objects of a job go with it.</summary>
    internal void EndJob(JobId job)
    {
        foreach ((ObjectId id, JobId owner) in _jobs)
        {
            if (owner == job)
            {
                Free(id);
                Copies.Take(id);
            }
        }
    }

    /// <summary>Pins an object for a process; one that only another node has is brought here first.</summary>
    internal ValueTask<StoreExtent?> GetAsync(ObjectId id, NodeId holder, ulong process, JobId job, bool isGet, CancellationToken cancellationToken)
    {
        if (Started is { } store && store.Directory.TryGet(id, process, out ObjectLocation location))
        {
            return new ValueTask<StoreExtent?>(new StoreExtent(location.Offset, location.Size));
        }

        return GetSlowlyAsync(id, holder, process, job, isGet, cancellationToken);
    }

    /// <summary>Fetches an object of a node that leaves, and keeps it in that one's place.</summary>
    internal async Task<bool> AdoptAsync(ObjectId id, NodeId from, JobId job, CancellationToken cancellationToken)
    {
        if (await GetAsync(id, from, node.Process, job, isGet: false, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        StoreDirectory directory = Started!.Directory;
        directory.SetPrimary(id, isPrimary: true);
        directory.Unpin(id, node.Process);
        return directory.Has(id);
    }

    internal JobId JobOf(ObjectId id) => _jobs.GetValueOrDefault(id);

    internal void Unpin(ObjectId id, ulong process, int count) => Started?.Directory.Unpin(id, process, count);

    internal ValueTask FreeAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken)
    {
        Free(id);
        node.FreeCopies?.Invoke(id);
        return node.Peers?.FreeObjectAsync(id, holder, cancellationToken) ?? default;
    }

    /// <summary>Bytes of an object that the process has pinned.</summary>
    internal async ValueTask<byte[]> ReadAsync(ObjectId id, long offset, int maxBytes, ulong process, CancellationToken cancellationToken)
    {
        NodeObjectStore store = await StartAsync().ConfigureAwait(false);
        using PinnedObject? pinned = await store.OpenAsync(id, process, cancellationToken).ConfigureAwait(false);
        return pinned is null || offset < 0 || offset >= pinned.Size
            ? []
            : pinned.Read(offset, (int)Math.Min(Math.Min(maxBytes, 1 << 20), pinned.Size - offset)).ToArray();
    }

    internal void OnProcessLost(ulong process)
    {
        if (Started is not { } store)
        {
            return;
        }

        store.Directory.OnProcessLost(process);
        _ = FreeOrphansAsync(store, process);
    }

    internal Task<NodeObjectStore> StartAsync()
    {
        if (Volatile.Read(ref _starting) is { } started)
        {
            return started;
        }

        lock (_gate)
        {
            return _starting ??= NodeObjectStore.StartAsync(Options).AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isStopped = true;
        if (_starting is not null)
        {
            try
            {
                await (await _starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                node.Options.Logger.StoreFailed(exception);
            }
        }
    }

    private async ValueTask<StoreExtent?> GetSlowlyAsync(ObjectId id, NodeId holder, ulong process, JobId job, bool isGet, CancellationToken cancellationToken)
    {
        NodeObjectStore store = await StartAsync().ConfigureAwait(false);
        if (holder != node.Options.Id && node.Peers is { } peers)
        {
            if (await peers.GetObjectAsync(store, id, holder, process, isGet, cancellationToken).ConfigureAwait(false) is not { } fetched)
            {
                return null;
            }

            _jobs.TryAdd(id, job);
            return new StoreExtent(fetched.Offset, fetched.Size);
        }

        return await store.Directory.GetAsync(id, process, cancellationToken).ConfigureAwait(false) is { } location
            ? new StoreExtent(location.Offset, location.Size)
            : null;
    }

    private NodeStoreOptions Options => node.Options.Store with { Store = node.Options.Store.Store with { OnWaiting = OnWaiting } };

    private void OnWaiting()
    {
        if (Interlocked.Exchange(ref _relieving, 1) == 0)
        {
            _ = Task.Run(RelieveAsync);
        }
    }

    /// <summary>What fills a store may be views and references that nobody uses, and that no collector has seen yet.</summary>
    private async Task RelieveAsync()
    {
        TimeSpan pause = FullPause;
        do
        {
            await Task.Delay(pause, node.Options.TimeProvider).ConfigureAwait(false);
            if (Started?.Directory.GetStatistics() is not { Waiting: > 0 })
            {
                break;
            }

            node.AskForViews();
            pause = pause * 2 < LongestFullPause ? pause * 2 : LongestFullPause;
        }
        while (!_isStopped);

        Volatile.Write(ref _relieving, 0);
        if (Started?.Directory.GetStatistics() is { Waiting: > 0 })
        {
            OnWaiting();
        }
    }

    private async Task FreeOrphansAsync(NodeObjectStore store, ulong owner)
    {
        await Task.Delay(OrphanGrace, node.Options.TimeProvider).ConfigureAwait(false);
        store.Directory.FreeAllOf(owner);
    }
}
