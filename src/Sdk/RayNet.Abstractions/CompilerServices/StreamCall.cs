using System.ComponentModel;
using System.Threading.Channels;

namespace RayNet.CompilerServices;

/// <summary>A call of a method that returns a stream. The cell completes when the producer has ended.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamCall<T> : AsyncCall<Unit>, IStreamCall
{
    private Channel<T>? _items;
    private ChannelReader<T>? _reader;
    private int _bufferSize;
    private long _produced;

    /// <summary>Calls the user's method with the arguments that the call holds.</summary>
    /// <param name="frame">What the worker supplies.</param>
    protected abstract IAsyncEnumerable<T> InvokeStream(ExecutionFrame frame);

    /// <summary>A value that shares nothing mutable with <paramref name="item"/>; overridden where items are mutable.</summary>
    /// <param name="item">An item of the producer.</param>
    protected virtual T IsolateItem(T item) => item;

    int IStreamCall.BufferSize => _bufferSize;

    long IStreamCall.Received => _produced;

    internal ChannelReader<T> Items => _reader ?? _items!.Reader;

    void IStreamCall.CloseItems() => CloseItems();

    void IStreamCall.SetBufferSize(int? size) => SetBufferSize(size);

    void IStreamCall.UseRemoteProducer(Action consumed) => _reader = new CountingReader<T>(_items!.Reader, consumed);

    void IStreamCall.SkipFirst(long count) => _produced = count;

    ValueTask<bool> IStreamCall.WaitForItemAsync(CancellationToken cancellationToken) => _items!.Reader.WaitToReadAsync(cancellationToken);

    bool IStreamCall.TryWriteItem(ref MessagePack.MessagePackWriter writer, MessagePack.MessagePackSerializerOptions options)
    {
        if (!_items!.Reader.TryPeek(out T? item))
        {
            return false;
        }

        // An item that cannot be written in this place stays the next one.
        RayFormatterResolver.Instance.GetFormatter<T>()!.Serialize(ref writer, item, options);
        return _items.Reader.TryRead(out _);
    }

    void IStreamCall.ReadItem(ref MessagePack.MessagePackReader reader, MessagePack.MessagePackSerializerOptions options)
    {
        T item = RayFormatterResolver.Instance.GetFormatter<T>()!.Deserialize(ref reader, options);
        if (!_items!.Writer.TryWrite(item) && !IsCompleted)
        {
            throw new RaySerializationException($"{Method} sent more items than its buffer of {_bufferSize} holds.");
        }

        _produced++;
    }

    internal void SetBufferSize(int? size)
    {
        if (size < 0)
        {
            throw new InvalidOptionException($"StreamBufferSize is {size}; give 0 (without limit) or more.");
        }

        _bufferSize = size ?? 0;

        // Continuations of the reader are user code and must not run on the producer's thread.
        _items = size is > 0
            ? Channel.CreateBounded<T>(new BoundedChannelOptions(size.Value) { SingleReader = true, SingleWriter = true })
            : Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    }

    /// <summary>Ends the stream for its reader once the cell has completed.</summary>
    internal void CloseItems() => _items!.Writer.TryComplete(Failure?.Exception);

    /// <inheritdoc />
    protected sealed override async ValueTask<Unit> Invoke(ExecutionFrame frame)
    {
        // A retried producer starts again from its first item; the reader already has some of them.
        long skip = _produced;
        ChannelWriter<T> writer = _items!.Writer;
        await foreach (T item in InvokeStream(frame).WithCancellation(frame.CancellationToken).ConfigureAwait(false))
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            T isolated = IsolateItem(item);
            if (!writer.TryWrite(isolated))
            {
                await WriteSlowlyAsync(frame, writer, isolated).ConfigureAwait(false);
            }

            _produced++;
        }

        return default;
    }

    private static async ValueTask WriteSlowlyAsync(ExecutionFrame frame, ChannelWriter<T> writer, T item)
    {
        // The reader may be a task that needs this one's CPU.
        using FrameWait wait = FrameWait.Enter(frame.CancellationToken);
        await writer.WriteAsync(item, wait.Token).ConfigureAwait(false);
    }
}
