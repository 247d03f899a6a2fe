using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>Serves one method by a delegate.</summary>
internal sealed class RpcHandler<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, CancellationToken, ValueTask<TResponse>> invoke)
    : RpcHandler(method)
{
    internal override ValueTask InvokeAsync(ReadOnlySequence<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        TRequest arguments;
        try
        {
            arguments = method.Request.Decode(request);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(new RpcRequestException($"The request of {method} cannot be read: {exception.Message}", exception));
        }

        ValueTask<TResponse> result;
        try
        {
            result = invoke(arguments, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }

        return RespondAsync(result, response);
    }

    private async ValueTask RespondAsync(ValueTask<TResponse> result, IBufferWriter<byte> response) =>
        method.Response.Encode(response, await result.ConfigureAwait(false));
}
