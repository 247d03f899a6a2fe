using System.Threading.Channels;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc.Tests.Support;

/// <summary>One side of a connection inside the process.</summary>
internal sealed class MemoryHubChannel(ChannelReader<ReadOnlyMemory<byte>> reader, ChannelWriter<ReadOnlyMemory<byte>> writer) : HubChannel
{
    internal static (MemoryHubChannel Client, MemoryHubChannel Server) Pair(int? capacityToClient = null)
    {
        var toServer = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        Channel<ReadOnlyMemory<byte>> toClient = capacityToClient is { } capacity ? Channel.CreateBounded<ReadOnlyMemory<byte>>(capacity) : Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        return (new MemoryHubChannel(toClient.Reader, toServer.Writer), new MemoryHubChannel(toServer.Reader, toClient.Writer));
    }

    internal override async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await reader.WaitToReadAsync(cancellationToken))
        {
            if (reader.TryRead(out ReadOnlyMemory<byte> message))
            {
                return message;
            }
        }

        return null;
    }

    internal override ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => writer.WriteAsync(message, cancellationToken);

    internal override ValueTask CompleteAsync()
    {
        writer.TryComplete();
        return default;
    }

    /// <summary>Ends the other side's reading with an error.</summary>
    internal void Break(Exception exception) => writer.TryComplete(exception);

    public override ValueTask DisposeAsync() => CompleteAsync();

    internal Task SendAsync(string hex) => WriteAsync(Convert.FromHexString(hex), CancellationToken.None).AsTask();

    /// <summary>The next message as hexadecimal digits; "end" at the end.</summary>
    internal async Task<string> NextAsync() => await ReadAsync(CancellationToken.None).AsTask().WaitAsync(Limits.Wait) is { } message ? Convert.ToHexString(message.Span) : "end";
}
