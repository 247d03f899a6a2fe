using System.Buffers;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Serves one method of a hub.</summary>
/// <typeparam name="THub">The hub interface.</typeparam>
internal abstract class HubHandler<THub>(string name, int id)
{
    internal string Name { get; } = name;

    internal int Id { get; } = id;

    internal static HubHandler<THub> Create<TArguments, TResult>(HubMethod<TArguments, TResult> method, Func<THub, TArguments, CancellationToken, ValueTask<TResult>> invoke) =>
        new Typed<TArguments, TResult>(method, invoke);

    /// <summary>Calls the implementation.</summary>
    /// <param name="hub">The connection's implementation.</param>
    /// <param name="arguments">The arguments' bytes.</param>
    /// <param name="result">Takes the result's bytes; <see langword="null"/> if nobody waits for them.</param>
    /// <param name="disconnected">The end of the connection.</param>
    internal abstract ValueTask InvokeAsync(THub hub, ReadOnlySequence<byte> arguments, IBufferWriter<byte>? result, CancellationToken disconnected);

    private sealed class Typed<TArguments, TResult>(HubMethod<TArguments, TResult> method, Func<THub, TArguments, CancellationToken, ValueTask<TResult>> invoke)
        : HubHandler<THub>(method.Name, method.Id)
    {
        internal override async ValueTask InvokeAsync(THub hub, ReadOnlySequence<byte> arguments, IBufferWriter<byte>? result, CancellationToken disconnected)
        {
            TResult value = await invoke(hub, method.Arguments.Decode(arguments), disconnected).ConfigureAwait(false);
            if (result is not null)
            {
                method.Result.Encode(result, value);
            }
        }
    }
}
