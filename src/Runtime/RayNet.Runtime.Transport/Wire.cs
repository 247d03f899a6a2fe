namespace RayNet.Runtime.Transport;

/// <summary>What carries the bytes of a <see cref="BlockingLink"/>: receives and sends that block, and sends that never do.</summary>
internal abstract class Wire : IDisposable
{
    /// <summary>Whether both processes are on one machine and see the same shared memory.</summary>
    internal abstract bool SharesMemory { get; }

    /// <summary>Waits for bytes; 0 at the end. By one thread at a time.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="few">Whether few frames came last time: then the next ones are worth looking for.</param>
    internal abstract int Receive(Memory<byte> buffer, bool few);

    /// <summary>What is to be sent for some bytes; it is valid until the next call. By one thread at a time.</summary>
    internal virtual ReadOnlyMemory<byte> Protect(ReadOnlyMemory<byte> bytes) => bytes;

    /// <summary>Sends what is taken at once; -1 if that is nothing.</summary>
    internal abstract int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Sends, and waits until some bytes are taken.</summary>
    internal abstract int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Wakes the threads that block in receive and send. What was sent stays with the peer.</summary>
    internal abstract void HangUp();

    /// <summary>Ends the connection.</summary>
    public abstract void Dispose();
}
