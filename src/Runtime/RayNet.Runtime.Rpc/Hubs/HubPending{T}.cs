using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>A call that waits for its answer, with the type of the answer. Waiters do not run on the loop that reads.</summary>
internal sealed class HubPending<TResult>(RpcCodec<TResult> codec) : HubPending
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Task => _source.Task;

    internal override void Complete(ReadOnlySequence<byte> result)
    {
        TResult value;
        try
        {
            value = codec.Decode(result);
        }
        catch (Exception exception)
        {
            _source.TrySetException(new RaySerializationException($"An answer cannot be read as '{typeof(TResult)}': {exception.Message}", exception));
            return;
        }

        _source.TrySetResult(value);
    }

    internal override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled)
        {
            _source.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _source.TrySetException(exception);
        }
    }
}
