namespace RayNet.Testing.Nodes;

/// <summary>A connection that breaks when so many bytes have come over it.</summary>
internal sealed class LimitedStream(Stream inner, long limit, Action onLimit) : PassingStream(inner)
{
    private long _received;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (Interlocked.Add(ref _received, count) >= limit)
        {
            onLimit();
            throw new IOException("The test broke the connection.");
        }

        return count;
    }
}
