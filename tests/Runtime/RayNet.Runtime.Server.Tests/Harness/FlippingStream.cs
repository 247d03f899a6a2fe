namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Flips one bit of what is received, once it is told to.</summary>
internal sealed class FlippingStream(Stream inner) : WireStream(inner)
{
    private long _left = long.MaxValue;

    /// <summary>The bit is in the byte that comes after so many more.</summary>
    internal void FlipAfter(long bytes) => Interlocked.Exchange(ref _left, bytes);

    protected override void OnReceived(Span<byte> bytes)
    {
        long left = Interlocked.Read(ref _left);
        if (left < bytes.Length)
        {
            bytes[(int)left] ^= 4;
            left = long.MaxValue;
        }

        Interlocked.Exchange(ref _left, left == long.MaxValue ? left : left - bytes.Length);
    }

    protected override void OnSent(ReadOnlySpan<byte> bytes)
    {
        // Goes out as it is.
    }
}
