using System.Buffers;
using RayNet.CompilerServices;
using RayNet.Runtime.Rpc;

namespace RayNet.Gateways.Calls;

/// <summary>Serves one method of an exposed class.</summary>
internal sealed class GatewayHandler<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, CallRunner runner, Func<TRequest, ExposedCall, Task<TResponse>> submit) : RpcHandler(method)
{
    private readonly CheckedCodec<TRequest> _arguments = new(method.Service, method.Name, method.Request);
    private readonly string _name = $"{method.Service}/{method.Name}";

    internal override async ValueTask InvokeAsync(ReadOnlySequence<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        TResponse result = await runner.RunAsync(_name, _arguments.Decode(request), submit, cancellationToken).ConfigureAwait(false);
        method.Response.Encode(response, result);
    }
}
