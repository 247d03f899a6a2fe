namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>Keeps what goes over a connection, in both directions.</summary>
internal sealed class RecordingStream(Stream inner) : WireStream(inner)
{
    private readonly MemoryStream _seen = new();

    internal byte[] Seen
    {
        get
        {
            lock (_seen)
            {
                return _seen.ToArray();
            }
        }
    }

    protected override void OnReceived(Span<byte> bytes) => Keep(bytes);

    protected override void OnSent(ReadOnlySpan<byte> bytes) => Keep(bytes);

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_seen)
        {
            _seen.Write(bytes);
        }
    }
}
