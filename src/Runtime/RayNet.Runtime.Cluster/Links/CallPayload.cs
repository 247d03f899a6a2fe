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
        return WriteOutside(peer, (ref MessagePackWriter writer, WireOptions options) =>
        {
            var arguments = new CallWriter(writer, options);
            call.WriteArguments(ref arguments);
            writer = arguments.Writer;
        });
    }

    /// <summary>The result, written without the gate.</summary>
    internal static ReadOnlyMemory<byte> WriteResult(PeerLink peer, ObjectCell call) =>
        WriteOutside(peer, (ref MessagePackWriter writer, WireOptions options) => call.WriteResult(ref writer, options));

    /// <summary>The next item of a stream, written without the gate.</summary>
    internal static ReadOnlyMemory<byte> WriteItem(PeerLink peer, IStreamCall stream) =>
        WriteOutside(peer, (ref MessagePackWriter writer, WireOptions options) => stream.TryWriteItem(ref writer, options));

    private static ReadOnlyMemory<byte> WriteOutside(PeerLink peer, Write write)
    {
        var output = new ArrayBufferWriter<byte>();
        bool before = PeerWireContext.OutsideGate;
        PeerWireContext.OutsideGate = true;
        try
        {
            var writer = new MessagePackWriter(output);
            write(ref writer, peer.Options);
            writer.Flush();
        }
        finally
        {
            PeerWireContext.OutsideGate = before;
        }

        return output.WrittenMemory;
    }

    private delegate void Write(ref MessagePackWriter writer, WireOptions options);
}
