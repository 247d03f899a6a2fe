using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a receiver that is not answered.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
internal abstract class HubPush<TReceiver>(string name, int id) : HubCallback<TReceiver>(name, id)
{
    /// <summary>Calls the receiver with arguments from the wire.</summary>
    internal abstract void Receive(TReceiver receiver, ReadOnlySequence<byte> arguments);
}
