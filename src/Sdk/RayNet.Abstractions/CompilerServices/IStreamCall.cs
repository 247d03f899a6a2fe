using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>What the runtime does with a stream without knowing the type of its items.</summary>
internal interface IStreamCall
{
    /// <summary>How many items may wait unread; 0 is without limit.</summary>
    int BufferSize { get; }

    /// <summary>Items that the reader's side has got, over all attempts.</summary>
    long Received { get; }

    /// <summary>Chooses how many items may wait unread.</summary>
    void SetBufferSize(int? size);

    /// <summary>The producer is elsewhere: <paramref name="consumed"/> is called for each item that the reader takes.</summary>
    void UseRemoteProducer(Action consumed);

    /// <summary>The reader is elsewhere and has the first items already.</summary>
    void SkipFirst(long count);

    /// <summary>The producer has ended: the reader gets what is left, then the end.</summary>
    void CloseItems();

    /// <summary>Waits for the next item of the producer; <see langword="false"/> at the end.</summary>
    ValueTask<bool> WaitForItemAsync(CancellationToken cancellationToken);

    /// <summary>Writes the next item, if there is one. One whose writing throws stays the next one.</summary>
    bool TryWriteItem(ref MessagePackWriter writer, MessagePackSerializerOptions options);

    /// <summary>Reads an item for the reader.</summary>
    void ReadItem(ref MessagePackReader reader, MessagePackSerializerOptions options);
}
