using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a receiver that is not answered, with its arguments.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
/// <typeparam name="TArguments">The arguments.</typeparam>
internal sealed class HubPush<TReceiver, TArguments>(string name, int id, RpcCodec<TArguments> arguments, Action<TReceiver, TArguments, CancellationToken> invoke)
    : HubPush<TReceiver>(name, id)
{
    internal RpcCodec<TArguments> Arguments { get; } = arguments;

    internal void Invoke(TReceiver receiver, TArguments values) => invoke(receiver, values, CancellationToken.None);

    internal override void Receive(TReceiver receiver, ReadOnlySequence<byte> arguments) => Invoke(receiver, Arguments.Decode(arguments));
}
