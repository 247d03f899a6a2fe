using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A method of a service with its codecs. The generator makes one for each method; transports may use it as a key.</summary>
/// <typeparam name="TRequest">The arguments: <see cref="Unit"/>, the only one, or a struct of them.</typeparam>
/// <typeparam name="TResponse">The result, or <see cref="Unit"/>.</typeparam>
/// <param name="service">The service's name on the wire.</param>
/// <param name="name">The method's name on the wire.</param>
/// <param name="request">The codec of the arguments.</param>
/// <param name="response">The codec of the result.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcMethod<TRequest, TResponse>(string service, string name, RpcCodec<TRequest> request, RpcCodec<TResponse> response)
    : RpcMethod(service, name)
{
    internal RpcCodec<TRequest> Request { get; } = request;

    internal RpcCodec<TResponse> Response { get; } = response;
}
