namespace RayNet.Runtime.Rpc;

/// <summary>A method of a service with its codecs. The generator makes one for each method; transports may use it as a key.</summary>
/// <typeparam name="TRequest">The arguments: <see cref="CompilerServices.Unit"/>, the only one, or a struct of them.</typeparam>
/// <typeparam name="TResponse">The result, or <see cref="CompilerServices.Unit"/>.</typeparam>
internal sealed class RpcMethod<TRequest, TResponse>(string service, string name, RpcCodec<TRequest> request, RpcCodec<TResponse> response)
    : RpcMethod(service, name)
{
    internal RpcCodec<TRequest> Request { get; } = request;

    internal RpcCodec<TResponse> Response { get; } = response;
}
