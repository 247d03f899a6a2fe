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

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (CancellationTokenSource Stop, Task Running)> _streams = [];

    /// <summary>Starts a stream.</summary>
    /// <exception cref="RpcException">The number is taken, there are too many streams, or the call cannot be submitted.</exception>
    internal void Start<TItem>(string name, int number, Func<ExposedCall, ObjectRefStream<TItem>> submit, HubPush<StreamSink, StreamItem<TItem>> push)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(caller.Disconnected);
        GatewayCall call = runner.CreateCall(stop.Token);
        lock (_gate)
        {
            string? obstacle = _streams.ContainsKey(number) ? $"The stream {number} of this connection has not ended. Choose another number."
                : _streams.Count >= most ? $"There are {most} streams on this connection, which is the gateway's limit. Open another connection."
                : null;
            if (obstacle is not null)
            {
                stop.Dispose();
                throw new RpcException(new Status(_streams.Count >= most ? StatusCode.ResourceExhausted : StatusCode.AlreadyExists, obstacle));
            }

            ObjectRefStream<TItem> items;
            try
            {
                items = runner.Submit(call, () => submit(call));
            }
            catch (Exception exception)
            {
                stop.Dispose();
                throw runner.Failure(name, call, exception, caller.Disconnected);
            }

            _streams.Add(number, (stop, Task.Run(() => PumpAsync(name, number, items, call, push, stop), CancellationToken.None)));
        }
    }

    /// <summary>Ends a stream early; one that has ended already is no error.</summary>
    internal async ValueTask<Unit> StopAsync(int number)
    {
        (CancellationTokenSource Stop, Task Running) stream;
        lock (_gate)
        {
            if (!_streams.TryGetValue(number, out stream))
            {
                return default;
            }
        }

        try
        {
            await stream.Stop.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at the same moment.
        }

        await stream.Running.ConfigureAwait(false);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _streams.Values.Select(static stream => stream.Running)];
        }

        // The connection has ended, which their tokens follow.
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task PumpAsync<TItem>(string name, int number, ObjectRefStream<TItem> items, GatewayCall call, HubPush<StreamSink, StreamItem<TItem>> push, CancellationTokenSource stop)
    {
        (StatusCode status, string detail) = (StatusCode.OK, string.Empty);
        try
        {
            await foreach (TItem item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                caller.Receiver.Push(push, new StreamItem<TItem>(number, item));
                if (caller.Outbox is { } outbox)
                {
                    await outbox.WaitForRoomAsync(MaxWaitingBytes, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            Status failure = stop.IsCancellationRequested ? new Status(StatusCode.Cancelled, "The stream was stopped.") : runner.Failure(name, call, exception, stop.Token).Status;
            (status, detail) = (failure.StatusCode, failure.Detail);
        }

        lock (_gate)
        {
            _streams.Remove(number);
        }

        stop.Dispose();

        caller.Receiver.PushEnd(number, status, detail);
    }
}
