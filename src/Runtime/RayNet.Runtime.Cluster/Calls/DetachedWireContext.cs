using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>
/// What the constructor of a detached actor is given: values only. The actor is built again when nobody is left who could answer for a
/// reference or a handle.
/// </summary>
internal sealed class DetachedWireContext : WireContext
{
    internal static readonly WireOptions Options = new(new DetachedWireContext());

    private DetachedWireContext()
    {
    }

    internal override void WriteArgument(ref MessagePackWriter writer, ObjectCell cell)
    {
        if (!cell.HasSucceeded)
        {
            WriteReference(ref writer, cell);
        }

        writer.WriteArrayHeader(1);
        cell.WriteResult(ref writer, Options);
    }

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) =>
        throw new RaySerializationException("A detached actor outlives the owner of a reference, so that its constructor cannot keep one. Pass the value itself, or hand the reference over by a call.");

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => throw new MessagePackSerializationException("The creation of a detached actor holds a reference.");

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) =>
        throw new RaySerializationException("A detached actor outlives the handles of other actors, so that its constructor cannot keep one. Pass the name of a detached actor and look it up with Ray.GetActor, or hand the handle over by a call.");

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) => throw new MessagePackSerializationException("The creation of a detached actor holds a handle.");

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => throw new MessagePackSerializationException("The creation of a detached actor holds a handle.");
}
