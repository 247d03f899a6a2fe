using System.Buffers;
using System.Runtime.InteropServices;
using Grpc.Core;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>Messages of gRPC as they are: what is in them is written and read elsewhere.</summary>
internal static class GrpcBytes
{
    internal const string ConnectMethod = "Connect";

    /// <summary>The header by which a server says that it speaks the hub protocol, and which version.</summary>
    internal const string HubVersionHeader = "x-magiconion-streaminghub-version";

    internal const string HubVersion = "2";

    internal static Marshaller<byte[]> Marshaller { get; } = new(Write, static context => context.PayloadAsNewBuffer());

    /// <summary>The gRPC method of a service's method.</summary>
    internal static Method<byte[], byte[]> Unary(RpcMethod method) => new(MethodType.Unary, method.Service, method.Name, Marshaller, Marshaller);

    /// <summary>The gRPC method of a hub.</summary>
    internal static Method<byte[], byte[]> Hub(string name) => new(MethodType.DuplexStreaming, name, ConnectMethod, Marshaller, Marshaller);

    /// <summary>A message as an array, without a copy if it is one.</summary>
    internal static byte[] ToArray(ReadOnlyMemory<byte> message) =>
        MemoryMarshal.TryGetArray(message, out ArraySegment<byte> segment) && segment.Array is { } array && array.Length == segment.Count ? array : message.ToArray();

    private static void Write(byte[] message, SerializationContext context)
    {
        context.SetPayloadLength(message.Length);
        context.GetBufferWriter().Write(message);
        context.Complete();
    }
}
