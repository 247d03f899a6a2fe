using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A message of a hub connection. Which parts are set depends on its kind.</summary>
internal readonly record struct HubMessage(HubMessageKind Kind)
{
    /// <summary>The number of a response that answers nothing, and of a request that wants no answer.</summary>
    internal const int NoMessageId = -1;

    internal int MessageId { get; init; }

    internal int MethodId { get; init; }

    internal Guid QuestionId { get; init; }

    internal short Sequence { get; init; }

    internal long Time { get; init; }

    /// <summary>Arguments, result, or what a heartbeat carries, with whatever follows them.</summary>
    internal ReadOnlySequence<byte> Body { get; init; }

    internal RpcFault? Fault { get; init; }
}
