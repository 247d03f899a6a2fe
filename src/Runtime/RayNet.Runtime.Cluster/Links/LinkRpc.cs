using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>Control calls over a link: the same services that gRPC carries between nodes, between a process and its node.</summary>
internal sealed class LinkRpc(Link link, RpcDispatcher? dispatcher) : RpcInvoker
{
    private readonly ConcurrentDictionary<uint, Pending> _pending = new();
    private readonly ConcurrentDictionary<uint, CancellationTokenSource> _serving = new();
    private int _next;
    private Exception? _ended;

    /// <summary>Makes the error of a call out of the end of the link.</summary>
    internal Func<LinkException, Exception> ErrorOf { get; init; } = static reason => reason;

    public override async ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        uint slot = (uint)Interlocked.Increment(ref _next);
        var pending = new Pending<TResponse>(method.Response);
        _pending[slot] = pending;
        try
        {
            Send(FrameKind.Request, slot, method.Id, method.Request, request);
            if (_ended is { } ended)
            {
                throw ended;
            }

            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static state => ((Pending)state!).Cancel(), pending);
            return await pending.Result.ConfigureAwait(false);
        }
        catch (LinkException exception)
        {
            throw _ended ?? ErrorOf(exception);
        }
        catch (OperationCanceledException)
        {
            link.Post(FrameKind.RequestCancel, slot: slot);
            throw;
        }
        finally
        {
            _pending.TryRemove(slot, out _);
        }
    }

    /// <summary>Takes a frame of the link. Returns whether it was one of these calls.</summary>
    internal bool TryHandle(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        switch (header.Kind)
        {
            case FrameKind.Request:
                Serve(header.Slot, payload);
                return true;
            case FrameKind.Response:
                if (_pending.TryGetValue(header.Slot, out Pending? answered))
                {
                    answered.Complete(payload);
                }

                return true;
            case FrameKind.ResponseError:
                if (_pending.TryGetValue(header.Slot, out Pending? failed))
                {
                    failed.Fail(ExceptionCodec.Read(payload));
                }

                return true;
            case FrameKind.RequestCancel:
                if (_serving.TryGetValue(header.Slot, out CancellationTokenSource? serving))
                {
                    _ = serving.CancelAsync();
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The link has ended: with this error all calls fail from now on.</summary>
    internal void OnClosed(LinkException reason)
    {
        _ended = ErrorOf(reason);
        foreach (Pending pending in _pending.Values)
        {
            pending.Fail(_ended);
        }

        foreach (CancellationTokenSource serving in _serving.Values)
        {
            _ = serving.CancelAsync();
        }
    }

    private void Send<T>(FrameKind kind, uint slot, int method, RpcCodec<T> codec, T value)
    {
        lock (link.Gate)
        {
            link.BeginFrame(kind, 0, 0, slot);
            try
            {
                BinaryPrimitives.WriteInt32LittleEndian(link.Output.GetSpan(sizeof(int)), method);
                link.Output.Advance(sizeof(int));
                codec.Encode(link.Output, value);
                link.EndFrame();
            }
            catch
            {
                link.DropFrame();
                throw;
            }
        }

        link.ScheduleFlush();
    }

    private void Serve(uint slot, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < sizeof(int) || dispatcher is null || !dispatcher.TryFind(BinaryPrimitives.ReadInt32LittleEndian(payload.Span), out RpcHandler? handler))
        {
            Answer(slot, new RayException(RayErrorCode.Unknown, "The other process does not serve this method. Use the same RayNet version on both sides."));
            return;
        }

        var cancellation = new CancellationTokenSource();
        _serving[slot] = cancellation;
        var response = new ArrayBufferWriter<byte>();
        ValueTask task;
        try
        {
            // The request is read before this returns.
            task = handler.InvokeAsync(new ReadOnlySequence<byte>(payload[sizeof(int)..]), response, cancellation.Token);
        }
        catch (Exception exception)
        {
            task = ValueTask.FromException(exception);
        }

        _ = AnswerAsync(slot, task, response);
    }

    private async Task AnswerAsync(uint slot, ValueTask task, ArrayBufferWriter<byte> response)
    {
        try
        {
            await task.ConfigureAwait(false);
            link.Post(FrameKind.Response, slot: slot, payload: response.WrittenSpan);
        }
        catch (Exception exception)
        {
            Answer(slot, exception);
        }
        finally
        {
            if (_serving.TryRemove(slot, out CancellationTokenSource? cancellation))
            {
                cancellation.Dispose();
            }
        }
    }

    private void Answer(uint slot, Exception exception)
    {
        var payload = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(payload);
        ExceptionCodec.Write(ref writer, exception);
        writer.Flush();
        link.Post(FrameKind.ResponseError, slot: slot, payload: payload.WrittenSpan);
    }

    private abstract class Pending
    {
        internal abstract void Complete(ReadOnlyMemory<byte> payload);

        internal abstract void Fail(Exception exception);

        internal abstract void Cancel();
    }

    private sealed class Pending<TResponse>(RpcCodec<TResponse> codec) : Pending
    {
        private readonly TaskCompletionSource<TResponse> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<TResponse> Result => _source.Task;

        internal override void Complete(ReadOnlyMemory<byte> payload)
        {
            try
            {
                _source.TrySetResult(codec.Decode(new ReadOnlySequence<byte>(payload)));
            }
            catch (Exception exception)
            {
                _source.TrySetException(exception);
            }
        }

        internal override void Fail(Exception exception) => _source.TrySetException(exception);

        internal override void Cancel() => _source.TrySetCanceled();
    }
}
