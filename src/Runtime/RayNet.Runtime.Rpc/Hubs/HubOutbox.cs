using System.Threading.Channels;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>What waits to be written to a connection. Adding never waits, so whoever pushes is not slowed by one slow peer; too much ends the connection.</summary>
/// <param name="channel">Where it goes.</param>
/// <param name="maxBytes">How much may wait.</param>
/// <param name="fail">Ends the connection.</param>
internal sealed class HubOutbox(HubChannel channel, long maxBytes, Action<Exception> fail)
{
    private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private long _waiting;
    private TaskCompletionSource? _written;

    /// <summary>Queues a message.</summary>
    /// <returns>Whether the connection still takes messages.</returns>
    internal bool TryAdd(ReadOnlyMemory<byte> message)
    {
        long waiting = Interlocked.Add(ref _waiting, message.Length) - message.Length;
        if (waiting <= maxBytes)
        {
            return _messages.Writer.TryWrite(message);
        }

        if (_messages.Writer.TryComplete())
        {
            fail(new RayException(RayErrorCode.Unknown, $"{waiting} bytes wait to be written to a hub connection, more than the {maxBytes} that may: the other side reads too slowly."));
        }

        return false;
    }

    /// <summary>Waits until little is left to be written, for whoever can slow down.</summary>
    /// <param name="bytes">How much may be left.</param>
    /// <param name="cancellationToken">Ends the waiting; has to be cancelled with the connection's end.</param>
    internal async ValueTask WaitForRoomAsync(long bytes, CancellationToken cancellationToken)
    {
        while (Interlocked.Read(ref _waiting) > bytes)
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            written = Interlocked.CompareExchange(ref _written, written, null) ?? written;

            // What was written between the two looks does not wake this waiter.
            if (Interlocked.Read(ref _waiting) <= bytes)
            {
                return;
            }

            await written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the connection end when all is written.</summary>
    internal void Complete() => _messages.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/>, and then tells the other side.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> message in _messages.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await channel.WriteAsync(message, cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref _waiting, -message.Length);
                Interlocked.Exchange(ref _written, null)?.TrySetResult();
            }

            await channel.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _messages.Writer.TryComplete();
            fail(exception);
        }
    }
}
