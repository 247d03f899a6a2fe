using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Grpc.Core;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>
/// The server's side of one connection. One loop reads, one writes, and one runs the calls, strictly one after another, as MagicOnion does; answers
/// to questions and heartbeats pass by the calls that wait.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A heartbeat's timer may still use the token sources after the end, and they hold nothing.")]
internal sealed class HubSession<THub, TReceiver> : HubSink<TReceiver>
    where THub : class
    where TReceiver : class
{
    private readonly HubContract<THub, TReceiver> _contract;
    private readonly Func<HubCaller<TReceiver>, THub> _create;
    private readonly HubOptions _options;
    private readonly HubChannel _channel;
    private readonly HubOutbox _outbox;
    private readonly HubCaller<TReceiver> _caller;
    private readonly Channel<HubMessage> _calls;
    private readonly HubPendings<Guid> _questions = new();
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The first ends reading and writing at once, the second tells the implementation that the client has gone.
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenSource _disconnected = new();
    private Exception? _failure;
    private volatile bool _isBusy;
    private volatile bool _isClosing;

    internal HubSession(HubContract<THub, TReceiver> contract, Func<HubCaller<TReceiver>, THub> create, HubOptions options, HubChannel channel)
    {
        _contract = contract;
        _create = create;
        _options = options;
        _channel = channel;
        _outbox = new HubOutbox(channel, options.MaxQueuedBytes, Fail);
        _caller = new HubCaller<TReceiver>(contract.CreateReceiver(this), _disconnected.Token) { Outbox = _outbox, Close = Close };
        _calls = Channel.CreateBounded<HubMessage>(new BoundedChannelOptions(options.MaxWaitingCalls) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>Serves the connection until it ends.</summary>
    /// <exception cref="Exception">Why the connection did not end by itself.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((HubSession<THub, TReceiver>)state!).Fail(new OperationCanceledException(token)), this);
        _outbox.TryAdd(HubFrame.Marker);
        Task writing = WriteAsync();
        await ServeAsync().ConfigureAwait(false);
        _outbox.Complete();
        await writing.ConfigureAwait(false);
        registration.Unregister();
        if (Volatile.Read(ref _failure) is { } failure)
        {
            _options.Logger.HubSessionFailed(_contract.Name, failure);
            throw failure;
        }
    }

    internal override void Push<TArguments>(HubPush<TReceiver, TArguments> method, TArguments arguments) =>
        _outbox.TryAdd(BroadcastFrames.Of(method, arguments) ?? HubFrame.Call(method.Id, method.Arguments, arguments));

    internal override async ValueTask<TResult> AskAsync<TArguments, TResult>(HubQuestion<TReceiver, TArguments, TResult> method, TArguments arguments, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var question = new HubPending<TResult>(method.Result);
        byte[] message = HubFrame.Question(id, method.Id, method.Arguments, arguments);
        _questions.Add(id, question);
        try
        {
            // The clock runs before the client can see the question.
            Task<TResult> answer = question.Task.WaitAsync(_options.QuestionTimeout, _options.TimeProvider, cancellationToken);
            _outbox.TryAdd(message);
            return await answer.ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"The client did not answer {_contract.Name}/{method.Name} within {_options.QuestionTimeout.TotalSeconds} s."));
        }
        finally
        {
            _questions.Take(id);
        }
    }

    /// <summary>The implementation ends the connection.</summary>
    private Task Close()
    {
        _isClosing = true;
        _outbox.Complete();
        return _written.Task;
    }

    private async Task WriteAsync()
    {
        await _outbox.RunAsync(_abort.Token).ConfigureAwait(false);
        _written.TrySetResult();
        if (_isClosing)
        {
            await _abort.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task ServeAsync()
    {
        THub hub;
        try
        {
            hub = _create(_caller);
        }
        catch (Exception exception)
        {
            Fail(exception);
            Disconnect();
            return;
        }

        Task handling = HandleAsync(hub);
        using (HubHeartbeat? heartbeat = HubHeartbeat.Start(_options, SendHeartbeat, () => _isBusy, Lose))
        {
            await ReadAsync(heartbeat).ConfigureAwait(false);
        }

        // Nobody answers any more; calls that were sent before a regular end still run.
        _questions.End(() => new RpcException(new Status(StatusCode.Unavailable, $"The connection to the client of {_contract.Name} has ended.")));
        _calls.Writer.TryComplete();
        await handling.ConfigureAwait(false);
        Disconnect();
        await DisposeAsync(hub).ConfigureAwait(false);
    }

    private async Task ReadAsync(HubHeartbeat? heartbeat)
    {
        try
        {
            while (await _channel.ReadAsync(_abort.Token).ConfigureAwait(false) is { } bytes)
            {
                heartbeat?.Hear();
                HubMessage message = HubReader.FromClient(bytes);
                switch (message.Kind)
                {
                    case HubMessageKind.Answer:
                        _questions.Take(message.QuestionId)?.Complete(message.Body);
                        break;
                    case HubMessageKind.AnswerError:
                        _questions.Take(message.QuestionId)?.Fail(message.Fault!.ToException());
                        break;
                    case HubMessageKind.Heartbeat:
                        _outbox.TryAdd(HubFrame.ClientHeartbeatAnswer(message));
                        break;
                    case HubMessageKind.HeartbeatAnswer:
                        heartbeat?.Acknowledge(message.Sequence);
                        break;
                    default:
                        _isBusy = true;
                        await _calls.Writer.WriteAsync(message, _abort.Token).ConfigureAwait(false);
                        _isBusy = false;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (_isClosing)
        {
            // The implementation ended the connection, and all is written.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private async Task HandleAsync(THub hub)
    {
        await foreach (HubMessage call in _calls.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!_abort.IsCancellationRequested)
            {
                await HandleAsync(hub, call).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(THub hub, HubMessage call)
    {
        bool isRequest = call.Kind == HubMessageKind.Request;
        if (!_contract.HandlersById.TryGetValue(call.MethodId, out HubHandler<THub>? handler))
        {
            var unknown = new RpcFault(StatusCode.Unimplemented, $"StreamingHub method '{call.MethodId}' is not found in StreamingHub.");
            _outbox.TryAdd(HubFrame.Error(isRequest ? call.MessageId : HubMessage.NoMessageId, unknown));
            return;
        }

        bool isAnswered = isRequest && call.MessageId != HubMessage.NoMessageId;
        try
        {
            ArrayBufferWriter<byte>? response = isAnswered ? HubFrame.BeginResponse(call.MessageId, call.MethodId) : null;
            await handler.InvokeAsync(hub, call.Body, response, _disconnected.Token).ConfigureAwait(false);
            if (response is not null)
            {
                _outbox.TryAdd(response.WrittenMemory);
            }
        }
        catch (Exception exception)
        {
            RpcFault? fault = RpcFault.TryFrom(exception);
            if (fault is null && !_disconnected.IsCancellationRequested)
            {
                _options.Logger.HubCallFailed(_contract.Name, handler.Name, exception);
            }

            if (isAnswered)
            {
                _outbox.TryAdd(HubFrame.Error(call.MessageId, fault ?? new RpcFault(StatusCode.Internal, $"An error occurred while processing handler '{_contract.Name}/{handler.Name}'.")));
            }
        }
    }

    private void SendHeartbeat(short sequence) =>
        _outbox.TryAdd(HubFrame.ServerHeartbeat(sequence, _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds()));

    private void Lose() =>
        Fail(new RpcException(new Status(StatusCode.Unavailable, $"The client of {_contract.Name} was silent for {_options.HeartbeatTimeout.TotalSeconds} s.")));

    /// <summary>The first failure counts; it ends everything.</summary>
    private void Fail(Exception exception)
    {
        if (Interlocked.CompareExchange(ref _failure, exception, null) is null)
        {
            _abort.Cancel();
            Disconnect();
        }
    }

    private void Disconnect()
    {
        try
        {
            _disconnected.Cancel();
        }
        catch (AggregateException exception)
        {
            _options.Logger.HubTokenCallbackFailed(_contract.Name, exception);
        }
    }

    private async ValueTask DisposeAsync(THub hub)
    {
        try
        {
            switch (hub)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
        catch (Exception exception)
        {
            _options.Logger.HubDisposeFailed(_contract.Name, exception);
        }
    }
}
