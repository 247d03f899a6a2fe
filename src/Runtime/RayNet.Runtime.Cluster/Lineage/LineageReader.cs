using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Objects;

namespace RayNet.Runtime.Cluster.Lineage;

/// <summary>Reads the arguments of a recorded call. Results that nobody has any more are made again by <paramref name="remake"/>.</summary>
/// <param name="references">What the arguments name by number.</param>
/// <param name="remake">The cell of a record; <see langword="null"/> where it cannot be made again.</param>
/// <param name="lost">Why a record's result cannot be made again.</param>
/// <param name="home">What the cell of such a result belongs to.</param>
internal sealed class LineageReader(object[] references, Func<LineageRecord, ObjectCell?> remake, Func<LineageRecord, Exception> lost, StoredHome home) : WireContext
{
    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader)
    {
        object reference = references[reader.ReadInt32()];
        if (reference is LineageRecord record)
        {
            return remake(record) as ObjectCell<T> ?? Lost<T>(record);
        }

        var cell = (ObjectCell<T>)reference;
        cell.AddReference();
        return cell;
    }

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) => (ActorHandle<TActor>)ReadHandle(ref reader);

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => (ActorHandle)references[reader.ReadInt32()];

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell) => throw new NotSupportedException();

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => throw new NotSupportedException();

    /// <summary>The call fails by its argument, as it would by any other that failed.</summary>
    private StoredCell<T> Lost<T>(LineageRecord record)
    {
        var cell = new StoredCell<T>(home);
        cell.TryFail(lost(record), observed: true);
        return cell;
    }
}
