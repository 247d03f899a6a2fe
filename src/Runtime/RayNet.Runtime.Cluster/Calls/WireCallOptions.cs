using MessagePack;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>What a call tells its executor besides the arguments. Sent only where it is not the default of the method's attribute.</summary>
/// <param name="Name">Another name than the method's.</param>
/// <param name="Timeout">How long one attempt may take.</param>
/// <param name="Group">Another concurrency group.</param>
/// <param name="FailedAttempts">Attempts that have failed.</param>
/// <param name="StreamBuffer">How many items may wait unread.</param>
/// <param name="StreamSkip">Items of a repeated stream that the reader has already.</param>
internal readonly record struct WireCallOptions(string? Name, TimeSpan? Timeout, string? Group, int FailedAttempts, int StreamBuffer, long StreamSkip)
{
    private const int Fields = 10;

    /// <summary>For an actor whose state survives: the number of the call, the same in every attempt; 0 for none.</summary>
    internal long Number { get; init; }

    /// <summary>For such an actor: the caller repeats no call below this number.</summary>
    internal long Settled { get; init; }

    /// <summary>The placement group that its children run in, too; default for none.</summary>
    internal PlacementGroupId Captured { get; init; }

    internal bool IsDefault => this == default;

    internal void Write(ref MessagePackWriter writer)
    {
        writer.WriteArrayHeader(Fields);
        writer.Write(Name);
        writer.Write(Timeout?.Ticks ?? 0);
        writer.Write(Group);
        writer.Write(FailedAttempts);
        writer.Write(StreamBuffer);
        writer.Write(StreamSkip);
        writer.Write(Number);
        writer.Write(Settled);
        writer.Write(Captured.Origin);
        writer.Write(Captured.Sequence);
    }

    internal static WireCallOptions Read(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        if (count != Fields)
        {
            throw new MessagePackSerializationException($"The options of a call have {count} fields; {Fields} were expected.");
        }

        string? name = reader.ReadString();
        long ticks = reader.ReadInt64();
        string? group = reader.ReadString();
        return new WireCallOptions(name, ticks > 0 ? TimeSpan.FromTicks(ticks) : null, group, reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64())
        {
            Number = reader.ReadInt64(),
            Settled = reader.ReadInt64(),
            Captured = new PlacementGroupId(reader.ReadUInt64(), reader.ReadUInt64()),
        };
    }
}
