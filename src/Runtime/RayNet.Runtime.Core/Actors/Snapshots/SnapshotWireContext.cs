using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>What a snapshot is made of: values only. It is read when nobody is left who could answer for a reference or a handle.</summary>
internal sealed class SnapshotWireContext : WireContext
{
    internal static readonly WireOptions Options = new(new SnapshotWireContext());

    private SnapshotWireContext()
    {
    }

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) =>
        throw new RaySerializationException("The state of an actor outlives the owner of a reference, and cannot hold one. Save the value, or what it can be made from.");

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => throw new MessagePackSerializationException("A snapshot holds a reference.");

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) =>
        throw new RaySerializationException("The state of an actor outlives the handles of other actors, and cannot hold one. Save the name of a named actor and look it up with Ray.GetActor.");

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) => throw new MessagePackSerializationException("A snapshot holds a handle.");

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => throw new MessagePackSerializationException("A snapshot holds a handle.");
}
