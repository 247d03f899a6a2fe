using RayNet.Testing.Nodes;

namespace RayNet.Runtime.Server.Tests.Harness;

/// <summary>A connection of a test that something looks at.</summary>
internal abstract class WireStream(Stream inner) : PassingStream(inner)
{
    public sealed override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await Inner.ReadAsync(buffer, cancellationToken);
        OnReceived(buffer.Span[..count]);
        return count;
    }

    public sealed override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        OnSent(buffer.Span);
        return base.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Looks at what came, or changes it.</summary>
    protected abstract void OnReceived(Span<byte> bytes);

    protected abstract void OnSent(ReadOnlySpan<byte> bytes);
}
