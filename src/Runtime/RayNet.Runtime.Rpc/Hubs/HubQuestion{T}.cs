using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a receiver that the client answers, with its types.</summary>
/// <typeparam name="TReceiver">The receiver interface.</typeparam>
/// <typeparam name="TArguments">The arguments.</typeparam>
/// <typeparam name="TResult">The answer.</typeparam>
internal sealed class HubQuestion<TReceiver, TArguments, TResult>(
    string name,
    int id,
    RpcCodec<TArguments> arguments,
    RpcCodec<TResult> result,
    Func<TReceiver, TArguments, CancellationToken, ValueTask<TResult>> invoke)
    : HubQuestion<TReceiver>(name, id)
{
    internal RpcCodec<TArguments> Arguments { get; } = arguments;

    internal RpcCodec<TResult> Result { get; } = result;

    internal override async Task AnswerAsync(TReceiver receiver, ReadOnlySequence<byte> arguments, IBufferWriter<byte> result, CancellationToken cancellationToken) =>
        Result.Encode(result, await invoke(receiver, Arguments.Decode(arguments), cancellationToken).ConfigureAwait(false));
}
