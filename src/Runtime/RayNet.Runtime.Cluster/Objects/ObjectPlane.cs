using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>Values that are large enough for the object store, and how they get here.</summary>
internal sealed class ObjectPlane(ClusterRuntime runtime) : IAsyncDisposable
{
    internal ObjectRef<T> Put<T>(T value) => new(new StoredObject<T>(value, ValueTraits<T>.Instance));

    internal void OnStoredResult(ObjectCell call, ReadOnlyMemory<byte> payload)
    {
    }

    internal bool TryAnswerStored(PeerLink peer, uint slot, ObjectCell call) => false;

    internal void AnswerLocation(PeerLink peer, uint slot, ObjectCell cell)
    {
    }

    internal void Fetch(ObjectCell cell)
    {
    }

    internal void PrepareArguments(ObjectCell call)
    {
    }

    internal NodeId PreferredNode(ObjectCell call) => default;

    internal void OnUnreferenced(ObjectCell cell)
    {
    }

    internal void WriteReference(PeerLink peer, ref MessagePackWriter writer, ObjectCell cell) => runtime.References.WriteReference(peer, ref writer, cell);

    internal ObjectCell<T> ReadReference<T>(PeerLink peer, ref MessagePackReader reader) => runtime.References.ReadReference<T>(peer, ref reader);

    public ValueTask DisposeAsync() => default;
}
