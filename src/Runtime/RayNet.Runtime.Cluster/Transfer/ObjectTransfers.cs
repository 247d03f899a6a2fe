using System.Collections.Concurrent;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Transfer;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// Objects between this node and others. A reader asks the node that made the object where to read from; it may be told a node that is still
/// receiving. When a source is lost, it asks again and goes on where it stopped; when that node is lost too, it asks those that have copies.
/// </summary>
internal sealed class ObjectTransfers(NodeAgent node, ClusterNodes nodes, INodeChannels peers) : IDisposable
{
    private const int MostFailures = 40;
    private const int FewFailures = 4;
    private const long LeastBound = 64L << 20;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ObjectId, Transfer> _running = new();
    private readonly LanePool _lanes = new(peers, node.Options.TimeProvider);
    private readonly Tickets<bool> _tickets = new(node.Options.TimeProvider);
    private readonly PullAdmission _admission = new(Math.Max(LeastBound, node.Objects.Capacity / 4));
    private readonly NearStores _near = new();
    private long _sentBytes;

    /// <summary>Bytes of objects that other nodes got from here.</summary>
    internal long SentBytes => Interlocked.Read(ref _sentBytes);

    internal string IssueTicket() => _tickets.Issue(true);

    /// <summary>Whether the object is on its way here: nobody is told to wait for it who may be waited for himself.</summary>
    internal bool IsArriving(ObjectId id) => _running.TryGetValue(id, out Transfer? transfer) && !transfer.Pull.IsCompleted;

    /// <summary>Brings an object here and pins it for a process; <see langword="null"/> when nobody has it.</summary>
    internal async ValueTask<ObjectLocation?> GetAsync(NodeObjectStore store, ObjectId id, NodeId holder, ulong process, bool isGet, CancellationToken cancellationToken)
    {
        Transfer transfer;
        lock (_gate)
        {
            if (!_running.TryGetValue(id, out transfer!))
            {
                _running[id] = transfer = new Transfer();
                transfer.Pull = Task.Run(() => PullAsync(transfer, store, id, holder, isGet), CancellationToken.None);
            }

            transfer.Waiters++;
        }

        try
        {
            return await transfer.Pull.WaitAsync(cancellationToken).ConfigureAwait(false)
                ? await store.Directory.GetAsync(id, process, cancellationToken).ConfigureAwait(false)
                : null;
        }
        finally
        {
            Leave(store, id, transfer);
        }
    }

    /// <summary>Serves a connection that another node opened.</summary>
    internal async Task AcceptAsync(IByteChannel channel, string ticket, CancellationToken cancellationToken)
    {
        await using (channel.ConfigureAwait(false))
        {
            if (!_tickets.TryTake(ticket, out _))
            {
                throw new LinkException(LinkError.Unauthorized, "The ticket opens no connection for objects.");
            }

            NodeObjectStore store = await node.Objects.StartAsync().ConfigureAwait(false);
            using var server = new LaneServer(store, node.Process, id => _running.GetValueOrDefault(id), bytes => Interlocked.Add(ref _sentBytes, bytes));
            try
            {
                await OnItsThreadAsync(channel, () => server.RunAsync(channel, cancellationToken)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or RayException)
            {
                // The reader is gone or this node ends; whoever still reads asks elsewhere.
            }
        }
    }

    internal void OnNodeLost(NodeRecord lost)
    {
        _lanes.Forget(lost.Info.Address);
        _near.Forget(lost.Info.Id);
        node.Objects.Copies.OnNodeLost(lost.Info.Id);
    }

    public void Dispose()
    {
        _lanes.Dispose();
        _near.Dispose();
    }

    private void Leave(NodeObjectStore store, ObjectId id, Transfer transfer)
    {
        lock (_gate)
        {
            if (--transfer.Waiters > 0)
            {
                return;
            }

            if (transfer.Pull.IsCompleted)
            {
                _running.TryRemove(id, out _);
                _ = UnpinAsync(store, id, transfer);
                return;
            }

            // Everybody gave up waiting; what has begun is finished, for others may read it.
            transfer.Waiters++;
        }

        _ = transfer.Pull.ContinueWith(_ => Leave(store, id, transfer), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Until its readers have pins of their own, what arrived is held by the node.</summary>
    private async Task UnpinAsync(NodeObjectStore store, ObjectId id, Transfer transfer)
    {
        if (transfer.Incoming is { IsCompletedSuccessfully: true } begun && await begun.ConfigureAwait(false) is { Completion.IsCompletedSuccessfully: true } incoming)
        {
            await incoming.WhenUnreadAsync().ConfigureAwait(false);
            store.Directory.Unpin(id, node.Process);
        }
    }

    private async Task<bool> PullAsync(Transfer transfer, NodeObjectStore store, ObjectId id, NodeId holder, bool isGet)
    {
        IncomingObject? incoming = null;
        long admitted = 0;
        NodeId tracker = holder;
        bool hasIt = false;
        try
        {
            long position = 0;
            var failed = new HashSet<NodeId>();
            var holders = new HashSet<NodeId>();
            for (int failures = 0; ;)
            {
                RemoteObject? found = await AskAsync(tracker, id, failed, holders.Count > 1 ? FewFailures : MostFailures).ConfigureAwait(false);
                if (found is null)
                {
                    if (await FindOtherAsync(id, tracker, holders, failed).ConfigureAwait(false) is not { } other)
                    {
                        return incoming is null && store.Directory.Has(id);
                    }

                    tracker = other;
                    failed.Clear();
                    continue;
                }

                holders.UnionWith(found.Holders);
                if (incoming is null)
                {
                    await _admission.EnterAsync(found.Size, isGet).ConfigureAwait(false);
                    admitted = found.Size;
                    incoming = await store.ReceiveAsync(new CreateRequest(id, found.Size, node.Process, id.Origin, IsPrimary: false), node.Process).ConfigureAwait(false);
                    transfer.Begin(incoming);
                    if (incoming is null)
                    {
                        return hasIt = true;
                    }
                }

                position = await ReadFromAsync(found.Source, id, incoming, position).ConfigureAwait(false);
                if (position == incoming.Size)
                {
                    await incoming.Completion.ConfigureAwait(false);
                    return hasIt = true;
                }

                if (++failures == MostFailures)
                {
                    return false;
                }

                failed.Add(found.Source);
                if (found.Source == tracker)
                {
                    await Task.Delay(RetryPause, node.Options.TimeProvider).ConfigureAwait(false);
                    failed.Clear();
                }
            }
        }
        finally
        {
            transfer.Begin(null);
            incoming?.Dispose();
            if (admitted > 0)
            {
                _admission.Leave(admitted);
            }

            _ = TellAsync(tracker, id, hasIt);
        }
    }

    /// <summary>Where to read from, or <see langword="null"/> where the node is gone or does not have the object. A broken connection, which a node may outlive, is tried again.</summary>
    private async Task<RemoteObject?> AskAsync(NodeId tracker, ObjectId id, HashSet<NodeId> failed, int attempts)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (nodes.Find(tracker) is not { } other)
            {
                return null;
            }

            try
            {
                return await other.OpenObjectAsync(id, node.Options.Id, [.. failed]).ConfigureAwait(false);
            }
            catch (RayException exception) when (exception.Code == RayErrorCode.ClusterUnreachable && attempt < attempts)
            {
                await Task.Delay(RetryPause, node.Options.TimeProvider).ConfigureAwait(false);
            }
            catch (RayException exception) when (exception.Code == RayErrorCode.ClusterUnreachable)
            {
                return null;
            }
        }
    }

    /// <summary>Another node that has the object: those that were known to, then any.</summary>
    private async Task<NodeId?> FindOtherAsync(ObjectId id, NodeId lost, HashSet<NodeId> holders, HashSet<NodeId> failed)
    {
        holders.Remove(lost);
        foreach (NodeId candidate in holders.Concat(nodes.OtherIds()).Distinct().Where(candidate => candidate != lost && candidate != node.Options.Id))
        {
            if (await AskAsync(candidate, id, failed, FewFailures).ConfigureAwait(false) is not null)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Reads on from a source as far as it goes.</summary>
    private async Task<long> ReadFromAsync(NodeId source, ObjectId id, IncomingObject incoming, long position)
    {
        if (nodes.Find(source) is not { } other || nodes.AddressOf(source) is not { } address)
        {
            return position;
        }

        long start = position;
        for (bool isFresh = false; ;)
        {
            IByteChannel? channel = null;
            try
            {
                channel = isFresh ? null : _lanes.TryTake(address);
                isFresh = channel is null;
                channel ??= await _lanes.DialAsync(address, other, CancellationToken.None).ConfigureAwait(false);
                IByteChannel lane = channel;
                position = await OnItsThreadAsync(lane, () => ReadAsync(lane, source, id, incoming, position, reached => position = reached)).ConfigureAwait(false);
                if (position == incoming.Size)
                {
                    _lanes.Return(address, channel);
                }
                else
                {
                    channel.Abort();
                }

                return position;
            }
            catch (Exception exception) when (exception is IOException or RayException { Code: RayErrorCode.ClusterUnreachable })
            {
                channel?.Abort();
                if (isFresh || position > start)
                {
                    return position;
                }

                // It was kept, and closed by the other side meanwhile.
                isFresh = true;
            }
        }
    }

    /// <summary>From the memory of a node of the same machine where that can be had, or over the connection.</summary>
    private async Task<long> ReadAsync(IByteChannel channel, NodeId source, ObjectId id, IncomingObject incoming, long position, Action<long> progress)
    {
        if (position == 0 && incoming.Size >= NearReader.From && peers.ReadsNearStores && nodes.IsNear(source) && _near.MayReach(source)
            && await NearReader.TryCopyAsync(channel, id, incoming, source, _near, CancellationToken.None).ConfigureAwait(false))
        {
            await LaneReader.EndAsync(channel, id, CancellationToken.None).ConfigureAwait(false);
            return incoming.Size;
        }

        return await LaneReader.ReadAsync(channel, id, incoming, position, progress, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A channel that blocks does so on a thread of its own.</summary>
    private static Task<T> OnItsThreadAsync<T>(IByteChannel channel, Func<Task<T>> work) => channel.Blocks ? LinkThreads.RunAsync(work) : work();

    private async Task TellAsync(NodeId tracker, ObjectId id, bool hasIt)
    {
        try
        {
            if (nodes.Find(tracker) is { } other)
            {
                await other.CloseObjectAsync(id, node.Options.Id, hasIt).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is RayException or IOException or ObjectDisposedException)
        {
            // It is gone, and what it knew too.
        }
    }
}
