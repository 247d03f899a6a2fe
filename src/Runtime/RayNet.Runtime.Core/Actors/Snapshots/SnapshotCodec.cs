using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>A snapshot: the state of an actor, and which calls made it so. It may be read by a later build: fields are only appended.</summary>
internal static class SnapshotCodec
{
    private const int Version = 1;
    private const int Fields = 3;

    /// <summary>The state alone. Runs the user's code.</summary>
    internal static ReadOnlyMemory<byte> WriteState(ActorStateAccess access, object actor)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        access.Save(actor, ref writer, SnapshotWireContext.Options);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    internal static ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> state, CallLedger ledger)
    {
        var buffer = new ArrayBufferWriter<byte>(state.Length + 64);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(Version);
        writer.Write(state.Span);
        ledger.Write(ref writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The state's bytes; the calls go into the ledger.</summary>
    internal static ReadOnlySequence<byte> Read(ReadOnlyMemory<byte> snapshot, CallLedger ledger)
    {
        var reader = new MessagePackReader(snapshot);
        if (reader.ReadArrayHeader() < Fields || reader.ReadInt32() != Version)
        {
            throw new RaySerializationException("The snapshot of the actor was written by a version of RayNet that this one does not know.");
        }

        ReadOnlySequence<byte> state = reader.ReadBytes() ?? default;
        ledger.Read(ref reader);
        return state;
    }
}
