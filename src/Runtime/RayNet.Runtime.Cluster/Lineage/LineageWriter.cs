using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Objects;

namespace RayNet.Runtime.Cluster.Lineage;

/// <summary>Writes the arguments of a call for a later run by the same process. Small results that stand for arguments are written as values.</summary>
internal sealed class LineageWriter : WireContext
{
    private readonly LineageTable _table;
    private readonly WireOptions _options;
    private readonly List<object> _references = [];

    private LineageWriter(LineageTable table)
    {
        _table = table;
        _options = new WireOptions(this);
    }

    /// <summary>The record of a call that has its arguments yet.</summary>
    internal static LineageRecord Write(LineageTable table, ObjectCell call, int maxRetries)
    {
        var context = new LineageWriter(table);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            var writer = new CallWriter(new MessagePackWriter(buffer), context._options);
            call.WriteArguments(ref writer);
            writer.Writer.Flush();
        }
        catch
        {
            context.GiveUp();
            throw;
        }

        return new LineageRecord(call.Method!, call.Home!, call.HasReferences, buffer.WrittenMemory, [.. context._references], maxRetries) { Attempts = call.FailedAttempts };
    }

    internal override void WriteArgument(ref MessagePackWriter writer, ObjectCell cell)
    {
        if (cell is { HasSucceeded: true, Location: null } and not IBorrowedCell)
        {
            writer.WriteArrayHeader(1);
            cell.WriteResult(ref writer, _options);
        }
        else
        {
            WriteReference(ref writer, cell);
        }
    }

    internal override void WriteReference(ref MessagePackWriter writer, ObjectCell cell)
    {
        if (cell is not IBorrowedCell && cell.Location is StoredEntry { Lineage: { } record } && _table.TryHold(record))
        {
            Add(ref writer, record);
        }
        else
        {
            cell.AddReference();
            Add(ref writer, cell);
        }
    }

    internal override void WriteHandle(ref MessagePackWriter writer, ActorHandle handle) => Add(ref writer, handle);

    internal override ObjectCell<T> ReadReference<T>(ref MessagePackReader reader) => throw new NotSupportedException();

    internal override ActorHandle<TActor> ReadHandle<TActor>(ref MessagePackReader reader) => throw new NotSupportedException();

    internal override ActorHandle ReadHandle(ref MessagePackReader reader) => throw new NotSupportedException();

    private void Add(ref MessagePackWriter writer, object reference)
    {
        writer.Write(_references.Count);
        _references.Add(reference);
    }

    private void GiveUp()
    {
        foreach (object reference in _references)
        {
            if (reference is LineageRecord record)
            {
                _table.Release(record);
            }
            else
            {
                (reference as ObjectCell)?.ReleaseReference();
            }
        }
    }
}
