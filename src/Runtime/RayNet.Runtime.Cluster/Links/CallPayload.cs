using System.Buffers;
using System.Runtime.CompilerServices;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>Writes arguments and results; those with large blocks outside of the gate, since the store may have to make room first.</summary>
internal static class CallPayload
{
    /// <summary>Methods whose calls have had large blocks: their calls are written outside of the gate at once.</summary>
    private static readonly ConditionalWeakTable<RemoteMethod, object> Large = [];

    internal static bool IsLarge(RemoteMethod method) => Large.TryGetValue(method, out _);

    /// <summary>The arguments, written without the gate.</summary>
    internal static ReadOnlyMemory<byte> WriteArguments(PeerLink peer, ObjectCell call)
    {
        Large.AddOrUpdate(call.Method!, call.Method!);
        var output = new ArrayBufferWriter<byte>();
        bool before = PeerWireContext.OutsideGate;
        PeerWireContext.OutsideGate = true;
        try
        {
            var writer = new CallWriter(new MessagePackWriter(output), peer.Options);
            call.WriteArguments(ref writer);
            writer.Writer.Flush();
        }
        finally
        {
            PeerWireContext.OutsideGate = before;
        }

        return output.WrittenMemory;
    }

    /// <summary>The result, written without the gate.</summary>
    internal static ReadOnlyMemory<byte> WriteResult(PeerLink peer, ObjectCell call)
    {
        var output = new ArrayBufferWriter<byte>();
        bool before = PeerWireContext.OutsideGate;
        PeerWireContext.OutsideGate = true;
        try
        {
            var writer = new MessagePackWriter(output);
            call.WriteResult(ref writer, peer.Options);
            writer.Flush();
        }
        finally
        {
            PeerWireContext.OutsideGate = before;
        }

        return output.WrittenMemory;
    }
}
