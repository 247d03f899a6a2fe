namespace RayNet.Runtime.Transport;

/// <summary>Where bytes come from that a thread may look for before it sleeps.</summary>
internal interface IByteSource
{
    /// <summary>Takes what has arrived; -1 if that is nothing. 0 at the end.</summary>
    int TryReceive(Span<byte> buffer);

    /// <summary>Waits for bytes; 0 at the end.</summary>
    int Receive(Span<byte> buffer);
}
