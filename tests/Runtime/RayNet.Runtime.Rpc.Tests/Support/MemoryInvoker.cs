using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Tests.Support;

/// <summary>Calls the handlers of a dispatcher inside the process, bytes in between: a transport of the smallest kind.</summary>
internal sealed class MemoryInvoker(RpcDispatcher dispatcher) : RpcInvoker
{
    public override async ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        var input = new ArrayBufferWriter<byte>();
        method.Request.Encode(input, request);
        Assert.True(dispatcher.TryFind(method.Id, out RpcHandler? handler));
        var output = new ArrayBufferWriter<byte>();
        try
        {
            await handler.InvokeAsync(new ReadOnlySequence<byte>(input.WrittenMemory), output, cancellationToken);
        }
        catch (Exception exception)
        {
            throw RpcFault.From(exception).ToException();
        }

        return method.Response.Decode(new ReadOnlySequence<byte>(output.WrittenMemory));
    }
}
