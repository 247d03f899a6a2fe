using System.Buffers;
using Grpc.Core;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>
/// The client's side of one connection. Pushes are delivered one after another on the loop that reads, so in the order in which the server sent them
/// and before the answer of the call that made them; a receiver returns quickly.
/// </summary>
internal sealed class HubConnection : IAsyncDisposable
{
    private readonly string _hub;
    private readonly HubChannel _channel;
    private readonly HubReceiver _receiver;
    private readonly HubOptions _options;
    private readonly HubOutbox _outbox;
    private readonly HubPendings<int> _calls = new();

    // Never disposed: a heartbeat's timer may still use it, and it holds nothing.
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource<HubDisconnection> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started;
    private HubDisconnection? _end;
    private int _lastMessageId;
    private int _isLeaving;

    private HubConnection(string hub, HubChannel channel, HubReceiver receiver, HubOptions options)
    {
        _hub = hub;
        _channel = channel;
        _receiver = receiver;
        _options = options;
        _outbox = new HubOutbox(channel, options.MaxQueuedBytes, exception => _ = EndSoonAsync(exception));
        _started = options.TimeProvider.GetTimestamp();
    }

    /// <summary>Completes when the connection has ended; it never fails.</summary>
    internal Task<HubDisconnection> Disconnected => _disconnected.Task;

    /// <summary>Connects. Generated clients call it.</summary>
    internal static async ValueTask<HubConnection> ConnectAsync<THub, TReceiver>(
        HubConnector connector, HubContract<THub, TReceiver> contract, TReceiver receiver, HubOptions? options, CancellationToken cancellationToken)
        where TReceiver : class
    {
        HubChannel channel = await connector.ConnectAsync(contract.Name, cancellationToken).ConfigureAwait(false);
        var connection = new HubConnection(contract.Name, channel, new HubReceiver<TReceiver>(contract.CallbacksById, receiver), options ?? HubOptions.Default);
        _ = connection.RunAsync();
        return connection;
    }

    /// <summary>Calls a method and waits for its answer. Cancelling ends the waiting; the server is not told, since the protocol has no word for it.</summary>
    internal async ValueTask<TResult> InvokeAsync<TArguments, TResult>(HubMethod<TArguments, TResult> method, TArguments arguments, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isLeaving) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        int id = NextMessageId();
        var call = new HubPending<TResult>(method.Result);
        byte[] message = HubFrame.Request(id, method.Id, method.Arguments, arguments);
        _calls.Add(id, call);
        try
        {
            _outbox.TryAdd(message);
            return await call.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _calls.Take(id);
        }
    }

    /// <summary>Sends a call that is not answered; its errors stay on the server.</summary>
    /// <exception cref="RpcException">The connection has ended.</exception>
    internal void Send<TArguments>(HubMethod<TArguments, Unit> method, TArguments arguments)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isLeaving) != 0, this);
        if (!_outbox.TryAdd(HubFrame.Call(method.Id, method.Arguments, arguments)))
        {
            throw Ended();
        }
    }

    /// <summary>Leaves: what was sent is written, then the connection ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isLeaving, 1) == 0)
        {
            Interlocked.CompareExchange(ref _end, new HubDisconnection(HubDisconnectReason.Left), null);
            _outbox.Complete();
            try
            {
                await _disconnected.Task.WaitAsync(_options.LeaveTimeout, _options.TimeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                await _abort.CancelAsync().ConfigureAwait(false);
            }
        }

        await _disconnected.Task.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        Task writing = _outbox.RunAsync(_abort.Token);
        using (HubHeartbeat? heartbeat = HubHeartbeat.Start(_options, SendHeartbeat, static () => false, Lose))
        {
            End(await ReadAsync(heartbeat).ConfigureAwait(false));
        }

        await writing.ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);
        _calls.End(Ended);
        _disconnected.TrySetResult(Volatile.Read(ref _end)!);
    }

    private async Task<HubDisconnection> ReadAsync(HubHeartbeat? heartbeat)
    {
        try
        {
            while (await _channel.ReadAsync(_abort.Token).ConfigureAwait(false) is { } bytes)
            {
                heartbeat?.Hear();
                Handle(HubReader.FromServer(bytes), heartbeat);
            }

            return new HubDisconnection(HubDisconnectReason.Ended);
        }
        catch (Exception exception)
        {
            return new HubDisconnection(HubDisconnectReason.Failed, exception);
        }
    }

    private void Handle(in HubMessage message, HubHeartbeat? heartbeat)
    {
        switch (message.Kind)
        {
            case HubMessageKind.Call:
                Receive(message);
                break;
            case HubMessageKind.Response:
                _calls.Take(message.MessageId)?.Complete(message.Body);
                break;
            case HubMessageKind.Error:
                _calls.Take(message.MessageId)?.Fail(message.Fault!.ToException());
                break;
            case HubMessageKind.Question:
                _ = AnswerAsync(message);
                break;
            case HubMessageKind.Heartbeat:
                _outbox.TryAdd(HubFrame.ServerHeartbeatAnswer(message));
                break;
            case HubMessageKind.HeartbeatAnswer:
                heartbeat?.Acknowledge(message.Sequence);
                break;
        }
    }

    private void Receive(in HubMessage message)
    {
        try
        {
            if (!_receiver.TryReceive(message.MethodId, message.Body))
            {
                _options.Logger.HubCallUnknown(_hub, message.MethodId);
            }
        }
        catch (Exception exception)
        {
            _options.Logger.HubPushFailed(_hub, _receiver.NameOf(message.MethodId), exception);
        }
    }

    private async Task AnswerAsync(HubMessage question)
    {
        try
        {
            ArrayBufferWriter<byte> answer = HubFrame.BeginAnswer(question.QuestionId, question.MethodId);
            if (_receiver.TryAnswer(question.MethodId, question.Body, answer, _abort.Token) is not { } answering)
            {
                var unknown = new RpcFault(StatusCode.Unimplemented, $"The receiver has no method '{question.MethodId}' that answers.");
                _outbox.TryAdd(HubFrame.AnswerError(question.QuestionId, question.MethodId, unknown));
                return;
            }

            await answering.ConfigureAwait(false);
            _outbox.TryAdd(answer.WrittenMemory);
        }
        catch (Exception exception)
        {
            RpcFault fault = RpcFault.TryFrom(exception) ?? new RpcFault(StatusCode.Internal, exception.Message);
            _outbox.TryAdd(HubFrame.AnswerError(question.QuestionId, question.MethodId, fault));
        }
    }

    private void SendHeartbeat(short sequence) =>
        _outbox.TryAdd(HubFrame.ClientHeartbeat(sequence, (long)_options.TimeProvider.GetElapsedTime(_started).TotalMilliseconds));

    private void Lose() => End(new HubDisconnection(
        HubDisconnectReason.TimedOut,
        new RpcException(new Status(StatusCode.Unavailable, $"The server of {_hub} was silent for {_options.HeartbeatTimeout.TotalSeconds} s."))));

    /// <summary>Where writing fails, reading mostly fails at the same moment, and with the reason: a status of the server.</summary>
    private async Task EndSoonAsync(Exception exception)
    {
        try
        {
            await _disconnected.Task.WaitAsync(_options.LeaveTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            End(new HubDisconnection(HubDisconnectReason.Failed, exception));
        }
    }

    /// <summary>The first reason counts.</summary>
    private void End(HubDisconnection end)
    {
        Interlocked.CompareExchange(ref _end, end, null);
        _outbox.Complete();
        _abort.Cancel();
    }

    /// <summary>What a call throws that the connection's end left without an answer.</summary>
    private Exception Ended() => Volatile.Read(ref _end) switch
    {
        { Reason: HubDisconnectReason.Left } => new TaskCanceledException($"The connection to {_hub} was left before the call was answered."),
        { Error: IRayError error } => RpcErrors.Rebuild(error.Code, ((Exception)error).Message),

        // What the server said of the whole connection. The other codes are those of broken transports, whose calls may be tried again.
        { Error: RpcException { StatusCode: not (StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled) } error } => new RpcException(error.Status, error.Trailers),
        { Error: var error } => new RpcException(new Status(StatusCode.Unavailable, $"The connection to {_hub} has ended{(error is null ? string.Empty : ": " + error.Message)}", error)),
        null => new RpcException(new Status(StatusCode.Unavailable, $"The connection to {_hub} takes no more calls.")),
    };

    /// <summary>From 1 upward, and from 1 again after the largest.</summary>
    private int NextMessageId()
    {
        while (true)
        {
            int id = Interlocked.Increment(ref _lastMessageId);
            if (id > 0)
            {
                return id;
            }

            Interlocked.CompareExchange(ref _lastMessageId, 0, id);
        }
    }
}
