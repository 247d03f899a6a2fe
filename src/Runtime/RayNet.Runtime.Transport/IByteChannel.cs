namespace RayNet.Runtime.Transport;

/// <summary>Bytes in both directions: what a link is made of where there is no socket of its own.</summary>
internal interface IByteChannel : IAsyncDisposable
{
    /// <summary>Whether both ends are on one machine and see the same shared memory.</summary>
    bool SharesMemory { get; }

    /// <summary>Receives some bytes; 0 at the end.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends bytes; one call at a time.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
