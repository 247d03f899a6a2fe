using Grpc.Core;
using RayNet.CompilerServices;
using RayNet.Gateways.Calls;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Gateways.Streams;

/// <summary>The streams of one hub connection. Each reads its items while the client reads what was written.</summary>
internal sealed class StreamTable(HubCaller<StreamSink> caller, int most, CallRunner runner) : IAsyncDisposable
{
    /// <summary>What may wait to be written before streams pause.</summary>
    private const long MaxWaitingBytes = 256 << 10;

    private readonly ExposedStreams _streams = new();

    /// <summary>Starts a stream. Calls of one connection come one after another, so that nobody starts another one meanwhile.</summary>
    /// <exception cref="RpcException">The number is taken, there are too many streams, or the call cannot be submitted.</exception>
    internal void Start<TItem>(string name, int number, Func<ExposedCall, ObjectRefStream<TItem>> submit, HubPush<StreamSink, StreamItem<TItem>> push)
    {
        if (_streams.Count >= most)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"There are {most} streams on this connection, which is the gateway's limit. Open another connection."));
        }

        GatewayCall? call = null;
        try
        {
            _streams.Start(
                number,
                token =>
                {
                    GatewayCall started = call = runner.CreateCall(token);
                    return runner.Submit(started, () => submit(started));
                },
                (item, token) => PushAsync(push, new StreamItem<TItem>(number, item), token),
                (status, detail) => caller.Receiver.PushEnd(number, (StatusCode)status, detail),
                exception => Describe(runner.Failure(name, call!, exception, CancellationToken.None).Status));
        }
        catch (InvalidOperationException exception) when (call is null)
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, exception.Message));
        }
        catch (Exception exception) when (call is not null)
        {
            throw runner.Failure(name, call, exception, CancellationToken.None);
        }
    }

    /// <summary>Ends a stream early; one that has ended already is no error.</summary>
    internal async ValueTask<Unit> StopAsync(int number)
    {
        await _streams.StopAsync(number).ConfigureAwait(false);
        return default;
    }

    public ValueTask DisposeAsync() => _streams.DisposeAsync();

    private static (int Status, string Detail) Describe(Status status) => ((int)status.StatusCode, status.Detail);

    private async ValueTask PushAsync<TItem>(HubPush<StreamSink, StreamItem<TItem>> push, StreamItem<TItem> item, CancellationToken cancellationToken)
    {
        caller.Receiver.Push(push, item);
        if (caller.Outbox is { } outbox)
        {
            await outbox.WaitForRoomAsync(MaxWaitingBytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
