using System.Buffers;
using RayNet.CompilerServices;
using RayNet.Runtime.ObjectStore.Mapping;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>A buffer in the node's object store.</summary>
internal sealed class StoreBuffer<T>(ObjectPlane plane, ObjectId id, WritableMemoryManager<T> memory) : BufferMemory<T>(memory.Length)
    where T : unmanaged
{
    private protected override Span<T> GetNumbers() => memory.GetSpan();

    private protected override MemoryHandle PinNumbers(int index) => memory.Pin(index);

    private protected override ObjectRef<ReadOnlyMemory<T>> Seal()
    {
        ((IDisposable)memory).Dispose();
        return plane.Seal<T>(id, Count);
    }

    private protected override void Free()
    {
        ((IDisposable)memory).Dispose();
        plane.Abort(id);
    }
}
