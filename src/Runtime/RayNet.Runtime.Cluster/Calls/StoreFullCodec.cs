using MessagePack;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>What a full store says of itself, beside the text.</summary>
internal static class StoreFullCodec
{
    private const int Fields = 4;
    private const int HolderFields = 6;
    private const int MostHolders = 100;

    /// <summary>Writes the figures, or nothing for another exception.</summary>
    internal static void Write(ref MessagePackWriter writer, Exception exception)
    {
        if (exception is not ObjectStoreFullException full)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(Fields);
        writer.Write(full.RequestedBytes);
        writer.Write(full.CapacityBytes);
        writer.Write(full.UsedBytes);
        int count = Math.Min(full.Holders.Count, MostHolders);
        writer.WriteArrayHeader(count);
        for (int i = 0; i < count; i++)
        {
            ObjectStoreHolder holder = full.Holders[i];
            writer.WriteArrayHeader(HolderFields);
            writer.Write(holder.Id.Origin);
            writer.Write(holder.Id.Sequence);
            writer.Write(holder.Size);
            writer.Write(holder.Owner);
            writer.Write(holder.Pins);
            writer.Write(holder.IsBeingCreated);
        }
    }

    /// <summary>The exception, or <see langword="null"/> where it was another one.</summary>
    internal static ObjectStoreFullException? Read(ref MessagePackReader reader, string message, Exception? inner)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        Expect(reader.ReadArrayHeader(), Fields);
        long requested = reader.ReadInt64();
        long capacity = reader.ReadInt64();
        long used = reader.ReadInt64();
        var holders = new List<ObjectStoreHolder>();
        for (int left = reader.ReadArrayHeader(); left > 0; left--)
        {
            Expect(reader.ReadArrayHeader(), HolderFields);
            holders.Add(new ObjectStoreHolder(
                new ObjectId(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt32(), reader.ReadBoolean()));
        }

        return new ObjectStoreFullException(message, requested, capacity, used, holders, inner);
    }

    private static void Expect(int fields, int expected)
    {
        if (fields != expected)
        {
            throw new MessagePackSerializationException($"The account of a full store has {fields} fields; {expected} were expected.");
        }
    }
}
