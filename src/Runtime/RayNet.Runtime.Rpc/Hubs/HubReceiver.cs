using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Hands what a server calls to the client's receiver.</summary>
internal abstract class HubReceiver
{
    /// <summary>Calls a push method; <see langword="false"/> if there is none of the number.</summary>
    internal abstract bool TryReceive(int methodId, ReadOnlySequence<byte> arguments);

    /// <summary>Calls a question method; <see langword="null"/> if there is none of the number.</summary>
    internal abstract Task? TryAnswer(int methodId, ReadOnlySequence<byte> arguments, IBufferWriter<byte> result, CancellationToken cancellationToken);

    internal abstract string NameOf(int methodId);
}
