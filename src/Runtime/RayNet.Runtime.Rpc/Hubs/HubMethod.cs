using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A method of a hub as its client calls it.</summary>
/// <typeparam name="TArguments">The arguments; see <see cref="RpcMethod{TRequest, TResponse}"/>.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="name">The name on the wire.</param>
/// <param name="id">Its number: a hash of the name, made at compile time.</param>
/// <param name="arguments">The codec of the arguments.</param>
/// <param name="result">The codec of the result.</param>
internal sealed class HubMethod<TArguments, TResult>(string name, int id, RpcCodec<TArguments> arguments, RpcCodec<TResult> result)
{
    internal string Name { get; } = name;

    internal int Id { get; } = id;

    internal RpcCodec<TArguments> Arguments { get; } = arguments;

    internal RpcCodec<TResult> Result { get; } = result;
}
