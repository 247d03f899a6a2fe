using System.Buffers;
using System.Globalization;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Writes messages of hub connections.</summary>
internal static class HubFrame
{
    private delegate void Body(ref MessagePackWriter writer);

    /// <summary>The server's first message, which makes proxies pass on what they hold back: a response to nothing.</summary>
    internal static ReadOnlyMemory<byte> Marker { get; } = new byte[] { 0x93, 0xFF, 0x00, 0x0C };

    /// <summary>A call that is not answered, in either direction.</summary>
    internal static byte[] Call<T>(int methodId, RpcCodec<T> codec, T arguments) => Write(2, (ref MessagePackWriter writer) =>
    {
        writer.Write(methodId);
        codec.Write(ref writer, arguments);
    });

    internal static byte[] Request<T>(int messageId, int methodId, RpcCodec<T> codec, T arguments) => Write(3, (ref MessagePackWriter writer) =>
    {
        writer.Write(messageId);
        writer.Write(methodId);
        codec.Write(ref writer, arguments);
    });

    /// <summary>Begins a response; the result follows.</summary>
    internal static ArrayBufferWriter<byte> BeginResponse(int messageId, int methodId) => Begin(3, (ref MessagePackWriter writer) =>
    {
        writer.Write(messageId);
        writer.Write(methodId);
    });

    internal static byte[] Error(int messageId, RpcFault fault) => Write(4, (ref MessagePackWriter writer) =>
    {
        writer.Write(messageId);
        Write(ref writer, fault);
    });

    internal static byte[] Question<T>(Guid id, int methodId, RpcCodec<T> codec, T arguments) => Write(5, (ref MessagePackWriter writer) =>
    {
        writer.Write(HubReader.QuestionOrAnswer);
        writer.WriteNil();
        writer.Write(id.ToString());
        writer.Write(methodId);
        codec.Write(ref writer, arguments);
    });

    /// <summary>Begins the answer to a question; the result follows.</summary>
    internal static ArrayBufferWriter<byte> BeginAnswer(Guid id, int methodId) => Begin(4, (ref MessagePackWriter writer) =>
    {
        writer.Write(HubReader.QuestionOrAnswer);
        writer.Write(id.ToString());
        writer.Write(methodId);
    });

    internal static byte[] AnswerError(Guid id, int methodId, RpcFault fault) => Write(4, (ref MessagePackWriter writer) =>
    {
        writer.Write(HubReader.AnswerFailed);
        writer.Write(id.ToString());
        writer.Write(methodId);
        writer.WriteArrayHeader(3);
        Write(ref writer, fault);
    });

    internal static byte[] ServerHeartbeat(short sequence, long unixMilliseconds) => Write(5, (ref MessagePackWriter writer) =>
    {
        writer.Write(HubReader.ServerHeartbeat);
        writer.Write(sequence);
        writer.Write(unixMilliseconds);
        writer.WriteNil();
        writer.WriteNil();
    });

    /// <summary>A client's answer to a heartbeat of the server.</summary>
    internal static byte[] ServerHeartbeatAnswer(in HubMessage heartbeat) => ClientHeartbeat(HubReader.ServerHeartbeat, heartbeat.Sequence, heartbeat.Time);

    internal static byte[] ClientHeartbeat(short sequence, long elapsedMilliseconds) => ClientHeartbeat(HubReader.ClientHeartbeat, sequence, elapsedMilliseconds);

    /// <summary>A server's answer to a heartbeat of a client. What the client added follows behind the array, as MagicOnion's server has it.</summary>
    internal static byte[] ClientHeartbeatAnswer(HubMessage heartbeat) => Write(5, (ref MessagePackWriter writer) =>
    {
        writer.Write(HubReader.ClientHeartbeat);
        writer.Write(heartbeat.Sequence);
        writer.Write(heartbeat.Time);
        writer.WriteNil();
        writer.WriteNil();
        writer.WriteRaw(heartbeat.Body);
    });

    private static byte[] ClientHeartbeat(int type, short sequence, long time) => Write(4, (ref MessagePackWriter writer) =>
    {
        writer.Write(type);
        writer.Write(sequence);
        writer.Write(time);
        writer.WriteNil();
    });

    /// <summary>Status, text, and RayNet's code where MagicOnion has a stack trace.</summary>
    private static void Write(ref MessagePackWriter writer, RpcFault fault)
    {
        writer.Write((int)fault.Status);
        writer.Write(fault.Detail);
        writer.Write(fault.Error is { } error ? HubReader.ErrorPrefix + ((int)error).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static byte[] Write(int length, Body body) => Begin(length, body).WrittenSpan.ToArray();

    private static ArrayBufferWriter<byte> Begin(int length, Body body)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(length);
        body(ref writer);
        writer.Flush();
        return buffer;
    }
}
