using System.Buffers;
using RayNet.Runtime.Control;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using StoreLocation = RayNet.Runtime.ObjectStore.Objects.ObjectLocation;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>The node's store as this process sees it: mapped once, at the first need.</summary>
internal sealed class StoreAccess(ClusterRuntime runtime) : IDisposable
{
    private readonly Lock _gate = new();
    private Task<StoreMapping?>? _opening;

    /// <summary>Larger values go through the store.</summary>
    internal int InlineLimit { get; private set; } = 48 * 1024;

    /// <summary>The mapping, or <see langword="null"/> where this process cannot map the store.</summary>
    internal Task<StoreMapping?> OpenAsync()
    {
        if (Volatile.Read(ref _opening) is { } opened)
        {
            return opened;
        }

        lock (_gate)
        {
            return _opening ??= MapAsync();
        }
    }

    /// <summary>Writes an object that nobody else writes to. The caller owns it, or <paramref name="owner"/>.</summary>
    internal async ValueTask<bool> TryWriteAsync<T>(ObjectId id, ulong owner, T value, BlockCodec<T> codec)
    {
        if (await OpenAsync().ConfigureAwait(false) is not { } mapping)
        {
            return false;
        }

        long size = codec.SizeOf(value);
        long offset = await runtime.Node.CreateObjectAsync(id, size, owner).ConfigureAwait(false);
        try
        {
            codec.Write(mapping, new StoreLocation(offset, size), value);
        }
        catch
        {
            await runtime.Node.AbortObjectAsync(id).ConfigureAwait(false);
            throw;
        }

        await runtime.Node.SealObjectAsync(id, pin: false).ConfigureAwait(false);
        return true;
    }

    /// <summary>As the other one, for a value that is serialized.</summary>
    internal async ValueTask<bool> TryWriteBytesAsync(ObjectId id, ulong owner, ReadOnlyMemory<byte> bytes)
    {
        if (await OpenAsync().ConfigureAwait(false) is not { } mapping)
        {
            return false;
        }

        long size = StoredLayout.SizeOfBytes(bytes.Length);
        long offset = await runtime.Node.CreateObjectAsync(id, size, owner).ConfigureAwait(false);
        try
        {
            StoredLayout.WriteBytes(mapping, new StoreLocation(offset, size), new ReadOnlySequence<byte>(bytes));
        }
        catch
        {
            await runtime.Node.AbortObjectAsync(id).ConfigureAwait(false);
            throw;
        }

        await runtime.Node.SealObjectAsync(id, pin: false).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives a pin back. May be called by a finalizer.</summary>
    internal void Unpin(ObjectId id) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => ClusterRuntime.Forget(state.Runtime.Node.UnpinObjectAsync(state.Id, 1).AsTask()),
        (Runtime: runtime, Id: id),
        preferLocal: false);

    public void Dispose()
    {
        // Views of user code may outlive the client; the mapping goes with the last of them.
        if (_opening is { IsCompletedSuccessfully: true } opened)
        {
            opened.GetAwaiter().GetResult()?.Dispose();
        }
    }

    private async Task<StoreMapping?> MapAsync()
    {
        StoreInfo info = await runtime.Node.OpenStoreAsync().ConfigureAwait(false);
        InlineLimit = info.InlineLimit;
        return info.Path.Length == 0 ? null : StoreMapping.Open(new ArenaAddress(info.Path, info.Capacity, info.Instance));
    }
}
