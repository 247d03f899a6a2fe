using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace RayNet.CompilerServices;

/// <summary>Tells of each item that is taken, so that a producer in another process may send one more.</summary>
internal sealed class CountingReader<T>(ChannelReader<T> reader, Action consumed) : ChannelReader<T>
{
    public override Task Completion => reader.Completion;

    public override bool TryRead([MaybeNullWhen(false)] out T item)
    {
        if (!reader.TryRead(out item))
        {
            return false;
        }

        consumed();
        return true;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => reader.WaitToReadAsync(cancellationToken);
}
