using System.Buffers;
using MessagePack;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>What a worker is told of a new actor before the arguments of its constructor.</summary>
/// <param name="Number">Its number on the link.</param>
/// <param name="Id">The actor.</param>
/// <param name="Name">Its name, or <see langword="null"/>.</param>
/// <param name="Namespace">The namespace of the name.</param>
/// <param name="MaxRestarts">What the creator asked for, or <see langword="null"/> for the class's own.</param>
/// <param name="MaxTaskRetries">What the creator asked for.</param>
/// <param name="MaxConcurrency">What the creator asked for.</param>
/// <param name="MaxPendingCalls">What the creator asked for.</param>
internal readonly record struct ActorCreation(
    uint Number,
    ActorId Id,
    string? Name = null,
    string? Namespace = null,
    int? MaxRestarts = null,
    int? MaxTaskRetries = null,
    int? MaxConcurrency = null,
    int? MaxPendingCalls = null)
{
    private const int Fields = 17;

    /// <summary>Whether it outlives its owner's process.</summary>
    internal bool IsDetached { get; init; }

    /// <summary>How often it was built before.</summary>
    internal int Restarts { get; init; }

    /// <summary>When its state is saved, where the creator said so.</summary>
    internal int? SnapshotEvery { get; init; }

    internal TimeSpan? SnapshotPeriod { get; init; }

    /// <summary>How long its disposal may take, where the creator said so.</summary>
    internal TimeSpan? TerminationTimeout { get; init; }

    /// <summary>The state that the life before left; empty for none.</summary>
    internal ReadOnlyMemory<byte> Snapshot { get; init; }

    /// <summary>The placement group that what it calls and creates runs in, too; default for none.</summary>
    internal PlacementGroupId Captured { get; init; }

    internal ActorOptions? ToOptions() => MaxRestarts is null && MaxTaskRetries is null && MaxConcurrency is null && MaxPendingCalls is null && SnapshotEvery is null && SnapshotPeriod is null && TerminationTimeout is null
        ? null
        : new ActorOptions
        {
            MaxRestarts = MaxRestarts,
            MaxTaskRetries = MaxTaskRetries,
            MaxConcurrency = MaxConcurrency,
            MaxPendingCalls = MaxPendingCalls,
            SnapshotEvery = SnapshotEvery,
            SnapshotPeriod = SnapshotPeriod,
            TerminationTimeout = TerminationTimeout,
        };

    internal void Write(ref MessagePackWriter writer)
    {
        writer.WriteArrayHeader(Fields);
        writer.Write(Number);
        writer.Write(Id.Origin);
        writer.Write(Id.Sequence);
        writer.Write(Name);
        writer.Write(Namespace);
        Write(ref writer, MaxRestarts);
        Write(ref writer, MaxTaskRetries);
        Write(ref writer, MaxConcurrency);
        Write(ref writer, MaxPendingCalls);
        writer.Write(IsDetached);
        writer.Write(Restarts);
        Write(ref writer, SnapshotEvery);
        writer.Write(SnapshotPeriod?.Ticks ?? 0);
        writer.Write(Snapshot.Span);
        writer.Write(TerminationTimeout?.Ticks ?? 0);
        writer.Write(Captured.Origin);
        writer.Write(Captured.Sequence);
    }

    internal static ActorCreation Read(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        return count == Fields
            ? new ActorCreation(
                reader.ReadUInt32(),
                new ActorId(reader.ReadUInt64(), reader.ReadUInt64()),
                reader.ReadString(),
                reader.ReadString(),
                ReadInt(ref reader),
                ReadInt(ref reader),
                ReadInt(ref reader),
                ReadInt(ref reader))
            {
                IsDetached = reader.ReadBoolean(),
                Restarts = reader.ReadInt32(),
                SnapshotEvery = ReadInt(ref reader),
                SnapshotPeriod = ReadTime(ref reader),
                Snapshot = reader.ReadBytes()?.ToArray() ?? [],
                TerminationTimeout = ReadTime(ref reader),
                Captured = new PlacementGroupId(reader.ReadUInt64(), reader.ReadUInt64()),
            }
            : throw new MessagePackSerializationException($"The creation of an actor has {count} fields; {Fields} were expected.");
    }

    internal static void Write(ref MessagePackWriter writer, int? value)
    {
        if (value is { } number)
        {
            writer.Write(number);
        }
        else
        {
            writer.WriteNil();
        }
    }

    internal static TimeSpan? ReadTime(ref MessagePackReader reader) => reader.ReadInt64() is > 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    internal static int? ReadInt(ref MessagePackReader reader) => reader.TryReadNil() ? null : reader.ReadInt32();
}
