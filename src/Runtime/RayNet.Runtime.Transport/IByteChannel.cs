namespace RayNet.Runtime.Transport;

/// <summary>
/// Bytes in both directions: what a link is made of where there is no socket of its own. Failures of the channel are
/// <see cref="IOException"/>s. Disposing ends the channel in good order: what was sent arrives, and a receive that waits on this side ends.
/// </summary>
internal interface IByteChannel : IAsyncDisposable
{
    /// <summary>Whether both ends are on one machine and see the same shared memory.</summary>
    bool SharesMemory { get; }

    /// <summary>Whether all calls wait in place, so that they belong on a thread of their own (<see cref="LinkThreads"/>).</summary>
    bool Blocks => false;

    /// <summary>Receives some bytes; 0 at the end. Whoever cancels must not use the channel any more.</summary>
    /// <exception cref="IOException">The channel broke, or the other side aborted it.</exception>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends bytes; one call at a time. Whoever cancels must not use the channel any more.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Cuts the channel: what is on its way may be lost, what waits on either side fails. From any thread, any number of times.</summary>
    void Abort();
}
