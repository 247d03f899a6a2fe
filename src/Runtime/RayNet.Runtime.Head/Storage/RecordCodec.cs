using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Storage;

/// <summary>
/// Records as bytes, for stores that outlive the process. They are arrays as they travel between processes: a newer version appends
/// members, an older record leaves them at their defaults.
/// </summary>
internal static class RecordCodec
{
    /// <summary>Grows when an older version can no longer read what this one writes.</summary>
    internal const int Format = 1;

    private const int MetaLength = 4;
    private const int KeyLength = 3;

    internal static byte[] Encode(RecordChange change)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        switch (change.Record)
        {
            case ClusterMeta meta:
                writer.WriteArrayHeader(MetaLength);
                writer.Write(meta.ClusterId);
                writer.Write(meta.StartedAt);
                writer.Write(meta.LastJob);
                RpcCodecs.Write(ref writer, meta.EndedAt);
                break;
            case NodeRecord node:
                RpcCodecs.Write(ref writer, node);
                break;
            case JobRecord job:
                RpcCodecs.Write(ref writer, job);
                break;
            case ActorRecord actor:
                RpcCodecs.Write(ref writer, actor);
                break;
            case PlacementGroupRecord group:
                RpcCodecs.Write(ref writer, group);
                break;
            case QuotaRecord quota:
                RpcCodecs.Write(ref writer, quota);
                break;
            case KeyEntry entry:
                writer.WriteArrayHeader(KeyLength);
                writer.Write(entry.Keyspace);
                writer.Write(entry.Key);
                writer.Write(entry.Value);
                break;
            default:
                throw new ArgumentException($"A record of table {change.Table} has no bytes: {change.Record?.GetType().Name ?? "it was removed"}.", nameof(change));
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="MessagePackSerializationException">The bytes are no record of this table.</exception>
    internal static object Decode(RecordTable table, ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        return table switch
        {
            RecordTable.Meta => ReadMeta(ref reader),
            RecordTable.Nodes => RpcCodecs.Read<NodeRecord>(ref reader),
            RecordTable.Jobs => RpcCodecs.Read<JobRecord>(ref reader),
            RecordTable.Actors => RpcCodecs.Read<ActorRecord>(ref reader),
            RecordTable.Keys => ReadKey(ref reader),
            RecordTable.Groups => RpcCodecs.Read<PlacementGroupRecord>(ref reader),
            RecordTable.Quotas => RpcCodecs.Read<QuotaRecord>(ref reader),
            _ => throw new MessagePackSerializationException($"Table {(int)table} is unknown."),
        };
    }

    private static ClusterMeta ReadMeta(ref MessagePackReader reader)
    {
        int count = ReadHeader(ref reader, MetaLength);
        var meta = new ClusterMeta(reader.ReadUInt64(), reader.ReadDateTime(), reader.ReadUInt64(), RpcCodecs.Read<DateTime?>(ref reader));
        SkipRest(ref reader, count - MetaLength);
        return meta;
    }

    private static KeyEntry ReadKey(ref MessagePackReader reader)
    {
        int count = ReadHeader(ref reader, KeyLength);
        var entry = new KeyEntry(reader.ReadString() ?? string.Empty, reader.ReadString() ?? string.Empty, reader.ReadBytes()?.ToArray() ?? []);
        SkipRest(ref reader, count - KeyLength);
        return entry;
    }

    private static int ReadHeader(ref MessagePackReader reader, int least) =>
        reader.ReadArrayHeader() is var count && count >= least ? count : throw new MessagePackSerializationException($"The record has {count} members, and {least} are needed.");

    private static void SkipRest(ref MessagePackReader reader, int count)
    {
        for (; count > 0; count--)
        {
            reader.Skip();
        }
    }
}
