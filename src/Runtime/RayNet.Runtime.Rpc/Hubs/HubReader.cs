using System.Buffers;
using System.Globalization;
using Grpc.Core;
using MessagePack;
using MessagePack.Formatters;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Reads the envelopes of messages: the length of the array says what a message is. Bytes behind the array are ignored.</summary>
internal static class HubReader
{
    internal const int ClientHeartbeat = 0x7E;
    internal const int ServerHeartbeat = 0x7F;
    internal const int QuestionOrAnswer = 0;
    internal const int AnswerFailed = 1;

    /// <summary>Before the number in the text of an error: MagicOnion's place for a stack trace carries RayNet's code.</summary>
    internal const string ErrorPrefix = RpcFault.ErrorTrailer + "=";

    /// <summary>Reads what a client sent.</summary>
    /// <exception cref="HubProtocolException">It is no message.</exception>
    internal static HubMessage FromClient(ReadOnlyMemory<byte> message) => Read(message, static (ref MessagePackReader reader, int length) => length switch
    {
        2 => Call(ref reader),
        3 => Numbered(ref reader, HubMessageKind.Request),
        4 => reader.ReadInt32() switch
        {
            QuestionOrAnswer => new HubMessage(HubMessageKind.Answer) { QuestionId = ReadGuid(ref reader), MethodId = reader.ReadInt32(), Body = Rest(reader) },
            AnswerFailed => new HubMessage(HubMessageKind.AnswerError) { QuestionId = ReadGuid(ref reader), MethodId = reader.ReadInt32(), Fault = ReadFault(ref reader, reader.ReadArrayHeader()) },
            ClientHeartbeat => Heartbeat(ref reader, HubMessageKind.Heartbeat),
            ServerHeartbeat => Heartbeat(ref reader, HubMessageKind.HeartbeatAnswer),
            int type => throw Unknown(length, type),
        },
        _ => throw Unknown(length),
    });

    /// <summary>Reads what a server sent.</summary>
    /// <exception cref="HubProtocolException">It is no message.</exception>
    internal static HubMessage FromServer(ReadOnlyMemory<byte> message) => Read(message, static (ref MessagePackReader reader, int length) => length switch
    {
        2 => Call(ref reader),
        3 => Numbered(ref reader, HubMessageKind.Response),
        4 => new HubMessage(HubMessageKind.Error) { MessageId = reader.ReadInt32(), Fault = ReadFault(ref reader, 3) },
        5 => reader.ReadInt32() switch
        {
            QuestionOrAnswer => Question(ref reader),
            ServerHeartbeat => Heartbeat(ref reader, HubMessageKind.Heartbeat),
            ClientHeartbeat => Heartbeat(ref reader, HubMessageKind.HeartbeatAnswer),
            int type => throw Unknown(length, type),
        },
        _ => throw Unknown(length),
    });

    private delegate HubMessage Body(ref MessagePackReader reader, int length);

    private static HubMessage Read(ReadOnlyMemory<byte> message, Body body)
    {
        var reader = new MessagePackReader(message);
        try
        {
            return body(ref reader, reader.ReadArrayHeader());
        }
        catch (Exception exception) when (exception is not HubProtocolException)
        {
            throw new HubProtocolException($"A message of {message.Length} bytes is none of the hub protocol: {exception.Message}", exception);
        }
    }

    private static HubMessage Call(ref MessagePackReader reader) => new(HubMessageKind.Call) { MethodId = reader.ReadInt32(), Body = Rest(reader) };

    private static HubMessage Numbered(ref MessagePackReader reader, HubMessageKind kind) =>
        new(kind) { MessageId = reader.ReadInt32(), MethodId = reader.ReadInt32(), Body = Rest(reader) };

    private static HubMessage Question(ref MessagePackReader reader)
    {
        reader.ReadNil();
        return new HubMessage(HubMessageKind.Question) { QuestionId = ReadGuid(ref reader), MethodId = reader.ReadInt32(), Body = Rest(reader) };
    }

    private static HubMessage Heartbeat(ref MessagePackReader reader, HubMessageKind kind) =>
        new(kind) { Sequence = reader.ReadInt16(), Time = reader.ReadInt64(), Body = Rest(reader) };

    private static Guid ReadGuid(ref MessagePackReader reader) => GuidFormatter.Instance.Deserialize(ref reader, RpcSerializer.Options);

    private static RpcFault ReadFault(ref MessagePackReader reader, int length)
    {
        var status = (StatusCode)reader.ReadInt32();
        string? detail = length > 1 ? reader.ReadString() : null;
        string? more = length > 2 && reader.NextMessagePackType == MessagePackType.String ? reader.ReadString() : null;
        return new RpcFault(status, detail ?? string.Empty, more is null ? null : ErrorIn(more));
    }

    private static RayErrorCode? ErrorIn(string text) =>
        text.StartsWith(ErrorPrefix, StringComparison.Ordinal) && int.TryParse(text.AsSpan(ErrorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? (RayErrorCode)code
            : null;

    private static ReadOnlySequence<byte> Rest(in MessagePackReader reader) => reader.Sequence.Slice(reader.Position);

    private static HubProtocolException Unknown(int length, int? type = null) =>
        new(type is null ? $"No message is an array of {length}." : $"No message is an array of {length} of the type {type}.");
}
