namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>The messages of one hub connection, both ways and in order, on any transport. One reader and one writer at a time.</summary>
internal abstract class HubChannel : IAsyncDisposable
{
    /// <summary>Reads a message.</summary>
    /// <returns><see langword="null"/> when the other side has sent its last one.</returns>
    internal abstract ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a message.</summary>
    internal abstract ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Says that no message follows.</summary>
    internal abstract ValueTask CompleteAsync();

    /// <summary>Ends the connection at once.</summary>
    public abstract ValueTask DisposeAsync();
}
