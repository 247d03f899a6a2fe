using System.Buffers;
using MessagePack;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Raft;

/// <summary>An entry of the log: a leadership begins, or stores changes.</summary>
/// <param name="Term">The leadership. Changes count only while no later one has begun.</param>
/// <param name="Id">By which the head that proposed it knows it again.</param>
/// <param name="Changes">Tables, keys and values; no value removes. Empty for the beginning of a leadership.</param>
internal sealed record RaftEntry(long Term, Guid Id, IReadOnlyList<(RecordTable Table, string Key, byte[]? Value)> Changes)
{
    private const int Members = 3;

    internal bool IsBeginning => Changes.Count == 0;

    internal static byte[] Encode(long term, Guid id, IReadOnlyList<RecordChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Members);
        writer.Write(term);
        writer.Write(id.ToByteArray());
        writer.WriteArrayHeader(changes.Count);
        foreach (RecordChange change in changes)
        {
            writer.WriteArrayHeader(Members);
            writer.Write((int)change.Table);
            writer.Write(change.Key);
            if (change.Record is null)
            {
                writer.WriteNil();
            }
            else
            {
                writer.Write(RecordCodec.Encode(change));
            }
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal static RaftEntry Decode(ReadOnlySequence<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        long term = reader.ReadInt64();
        var id = new Guid(reader.ReadBytes()!.Value.ToArray());
        var changes = new (RecordTable, string, byte[]?)[reader.ReadArrayHeader()];
        for (int i = 0; i < changes.Length; i++)
        {
            reader.ReadArrayHeader();
            changes[i] = ((RecordTable)reader.ReadInt32(), reader.ReadString()!, reader.ReadBytes()?.ToArray());
        }

        return new RaftEntry(term, id, changes);
    }
}
