using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Execution;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using StoreLocation = RayNet.Runtime.ObjectStore.Objects.ObjectLocation;

namespace RayNet.Runtime.Cluster.Objects;

/// <content>How values that are elsewhere come here, or turn out to be lost.</content>
internal sealed partial class ObjectPlane
{
    /// <summary>Brings the value of a located cell here.</summary>
    internal void Fetch(ObjectCell cell)
    {
        if (cell.Location is StoredEntry entry && !cell.IsCompleted && entry.TryBeginFetch() && !TryShareView(cell, entry.Id))
        {
            _ = FetchAsync(cell, entry);
        }
    }

    private bool TryShareView(ObjectCell cell, ObjectId id)
    {
        if (!_openViews.TryFind(id, out object? manager))
        {
            return false;
        }

        var sharing = new Sharing(manager);
        cell.Accept(sharing);
        return sharing.IsDone;
    }

    private void Release(ObjectId id)
    {
        _openViews.OnReleased(id);
        Store.Unpin(id);
    }

    private async Task FetchAsync(ObjectCell cell, StoredEntry entry)
    {
        try
        {
            StoreMapping? mapping = await Store.OpenAsync().ConfigureAwait(false);
            if (await PinAsync(entry).ConfigureAwait(false) is not { } extent)
            {
                OnLost(cell, entry, null);
            }
            else if (mapping is not null)
            {
                cell.Accept(new Reader(this, mapping, entry.Id, new StoreLocation(extent.Offset, extent.Size)));
            }
            else
            {
                byte[] bytes = await ReadFarAsync(entry.Id, extent.Size).ConfigureAwait(false);
                cell.Accept(new FarReader(this, bytes));
            }
        }
        catch (RayException exception) when (exception.Code == RayErrorCode.ObjectLost && exception is not ObjectLostException { Cause: ObjectLossCause.FetchTimedOut })
        {
            OnLost(cell, entry, exception);
        }
        catch (Exception exception)
        {
            cell.TryFail(exception as RayException ?? new ObjectLostException(entry.Id, $"Object {entry.Id} cannot be fetched from node {entry.Node}: {exception.Message}", exception));
        }

        PeerLink.FlushDirty();
    }

    /// <summary>Has an object brought to this node and pinned; <see langword="null"/> where no node has it.</summary>
    private async Task<StoreExtent?> PinAsync(StoredEntry entry)
    {
        ValueTask<StoreExtent?> getting = _runtime.Node.GetObjectAsync(entry.Id, entry.Node);
        if (getting.IsCompleted)
        {
            return await getting.ConfigureAwait(false);
        }

        Task<StoreExtent?> late = getting.AsTask();
        try
        {
            return await late.WaitAsync(_runtime.Options.FetchTimeout, _runtime.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _ = late.ContinueWith(
                ended => _runtime.Objects.Store.Unpin(entry.Id),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            throw new ObjectLostException(entry.Id, ObjectLossCause.FetchTimedOut, $"Object {entry.Id} did not arrive from node {entry.Node} within {_runtime.Options.FetchTimeout}. It may still be there: look at the network between the nodes, or raise FetchTimeout.", null);
        }
    }

    /// <summary>Nobody has the bytes: the owner makes them again, if it can.</summary>
    private void OnLost(ObjectCell cell, StoredEntry entry, Exception? reason)
    {
        MissingArguments.Begin(_runtime, cell);
        if (cell is IBorrowedCell)
        {
            _runtime.References.RequestAgain(cell, entry);
        }
        else
        {
            _runtime.Lineage.OnLost(cell, entry.Id, reason);
        }
    }

    /// <summary>The bytes of an object, for a process that cannot map the store.</summary>
    private async Task<byte[]> ReadFarAsync(ObjectId id, long size)
    {
        const int chunk = 1024 * 1024;
        byte[] bytes = new byte[size];
        for (long offset = 0; offset < size;)
        {
            byte[] part = await _runtime.Node.ReadObjectAsync(id, offset, chunk).ConfigureAwait(false);
            if (part.Length == 0)
            {
                throw new IOException($"the object ended after {offset} of {size} bytes");
            }

            part.CopyTo(bytes, offset);
            offset += part.Length;
        }

        await _runtime.Node.UnpinObjectAsync(id, 1).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Reads a value where it lies.</summary>
    private sealed class Reader(ObjectPlane plane, StoreMapping mapping, ObjectId id, StoreLocation location) : ICellVisitor
    {
        public void Visit<T>(ObjectCell<T> cell)
        {
            StoredHeader header = StoredLayout.ReadHeader(mapping, location);
            if (header.Kind == StoredKind.Array && BlockCodec<T>.Instance is { } codec)
            {
                T value = codec.Open(mapping, id, location, plane.Release);
                if (codec.IsWholeView(value, out object? manager))
                {
                    plane._openViews.Add(id, manager);
                }

                cell.TrySucceed(value);
                plane.Views.Add(location.Size);
                return;
            }

            SharedMemoryManager<byte> bytes = StoredLayout.OpenBytes(mapping, id, location, plane.Store.Unpin);
            try
            {
                var reader = new MessagePackReader(bytes.View);
                cell.TrySucceed(RayFormatterResolver.Get<T>().Deserialize(ref reader, RaySerializer.Options));
            }
            finally
            {
                ((IDisposable)bytes).Dispose();
            }
        }
    }

    /// <summary>Gives a cell the view that another one has.</summary>
    private sealed class Sharing(object manager) : ICellVisitor
    {
        internal bool IsDone { get; private set; }

        public void Visit<T>(ObjectCell<T> cell)
        {
            if (BlockCodec<T>.Instance is { } codec && codec.TryShare(manager, out T? value))
            {
                IsDone = true;
                cell.TrySucceed(value);
            }
        }
    }

    /// <summary>Reads a value from a copy of its bytes.</summary>
    private sealed class FarReader(ObjectPlane plane, byte[] bytes) : ICellVisitor
    {
        public void Visit<T>(ObjectCell<T> cell)
        {
            StoredHeader header = StoredHeader.Read(bytes, bytes.Length);
            ReadOnlyMemory<byte> data = bytes.AsMemory(StoredHeader.Size, checked((int)header.Length));
            if (header.Kind == StoredKind.Array)
            {
                cell.TrySucceed(FarBlock<T>.Read(data, plane._runtime.NodeId));
                return;
            }

            var reader = new MessagePackReader(data);
            cell.TrySucceed(RayFormatterResolver.Get<T>().Deserialize(ref reader, RaySerializer.Options));
        }
    }
}
