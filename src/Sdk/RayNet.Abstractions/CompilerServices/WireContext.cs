using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>How references and handles cross processes in one call, result or stream: the runtime counts what it gives out and takes in.</summary>
/// <remarks>
/// Malformed input has to end in a <see cref="RaySerializationException"/> or <see cref="MessagePackSerializationException"/>. If the
/// reading of a value fails half-way, nobody else knows the references that were read before: the context gives them up.
/// </remarks>
internal abstract class WireContext
{
    /// <summary>Writes a reference in a form that begins neither with nil nor with the header of an array of one.</summary>
    internal abstract void WriteReference(ref MessagePackWriter writer, ObjectCell cell);

    /// <summary>Writes a reference that stands for an argument: its value, in an array of one, serves as well.</summary>
    internal virtual void WriteArgument(ref MessagePackWriter writer, ObjectCell cell) => WriteReference(ref writer, cell);

    /// <summary>Writes a block of numbers that is too large for a message, as an extension that says where it is; <see langword="false"/> where it has to travel in the message.</summary>
    internal virtual bool TryWriteBlock<T>(ref MessagePackWriter writer, ReadOnlySpan<T> items) => false;

    /// <summary>The block that an extension speaks of.</summary>
    internal virtual ReadOnlyMemory<T> ReadBlock<T>(ref MessagePackReader reader) => throw new MessagePackSerializationException("A block of numbers is elsewhere, where it cannot be reached.");

    /// <summary>Reads a reference. The cell is counted for the caller, who gives it up by <see cref="ObjectCell.ReleaseReference"/>.</summary>
    internal abstract ObjectCell<T> ReadReference<T>(ref MessagePackReader reader);

    /// <summary>Writes a handle in a form that does not begin with nil.</summary>
    internal abstract void WriteHandle(ref MessagePackWriter writer, ActorHandle handle);

    internal abstract ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader)
        where TActor : class;

    /// <summary>Reads a handle whose declared type names no class: <see cref="ActorClass.CreateHandle"/> of the class that was written makes it.</summary>
    internal abstract ActorHandle ReadHandle(ref MessagePackReader reader);
}
