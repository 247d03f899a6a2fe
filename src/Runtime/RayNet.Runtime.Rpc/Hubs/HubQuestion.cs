using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a receiver that the client answers: MagicOnion's client result.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal abstract class HubQuestion<TReceiver>(string name, int id) : HubCallback<TReceiver>(name, id)
{
    /// <summary>Calls the receiver with arguments from the wire, and writes what it returns.</summary>
    internal abstract Task AnswerAsync(TReceiver receiver, ReadOnlySequence<byte> arguments, IBufferWriter<byte> result, CancellationToken cancellationToken);
}
