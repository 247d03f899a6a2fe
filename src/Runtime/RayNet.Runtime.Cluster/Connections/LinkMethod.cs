using System.Buffers;
using Grpc.Core;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>The duplex method that carries links between machines. Its messages are pieces of a stream of bytes.</summary>
internal static class LinkMethod
{
    /// <summary>The header that names the process that is wanted, in hexadecimal digits.</summary>
    internal const string TargetHeader = "raynet-link-target";

    internal static Method<LinkBytes, LinkBytes> Open { get; } = new(MethodType.DuplexStreaming, "RayNet.Link", "Open", Marshaller, Marshaller);

    private static Marshaller<LinkBytes> Marshaller => new(Write, static context => LinkBytes.Copy(context.PayloadAsReadOnlySequence()));

    private static void Write(LinkBytes message, SerializationContext context)
    {
        context.SetPayloadLength(message.Bytes.Length);
        context.GetBufferWriter().Write(message.Bytes.Span);
        context.Complete();
    }
}
