using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The node's object store, as its processes use it.</summary>
internal sealed class NodeObjects(NodeAgent node) : IAsyncDisposable
{
    internal long Capacity => 0;

    internal long Used => 0;

    internal ValueTask<StoreInfo> OpenAsync() => new(new StoreInfo(string.Empty, 0, int.MaxValue));

    internal ValueTask<long> CreateAsync(ObjectId id, long size, ulong creator, ulong owner, CancellationToken cancellationToken) => throw new NotSupportedException(node.Options.Name);

    internal void Seal(ObjectId id)
    {
    }

    internal void Abort(ObjectId id)
    {
    }

    internal ValueTask<StoreExtent?> GetAsync(ObjectId id, NodeId holder, ulong process, CancellationToken cancellationToken) => default;

    internal void Unpin(ObjectId id, ulong process, int count)
    {
    }

    internal ValueTask FreeAsync(ObjectId id, NodeId holder, CancellationToken cancellationToken) => default;

    internal ValueTask<byte[]> ReadAsync(ObjectId id, long offset, int maxBytes, ulong process, CancellationToken cancellationToken) => new([]);

    internal void Write(ObjectId id, long offset, byte[] data, ulong process)
    {
    }

    internal void OnProcessLost(ulong process)
    {
    }

    public ValueTask DisposeAsync() => default;
}
