namespace RayNet.Runtime.Transport;

/// <summary>Whole buffers from a channel.</summary>
internal static class ChannelReading
{
    /// <summary>Fills the buffer; <see langword="false"/> where the channel ends before its first byte.</summary>
    /// <exception cref="IOException">The channel ends inside.</exception>
    internal static async ValueTask<bool> FillAsync(this IByteChannel channel, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        for (int filled = 0; filled < buffer.Length;)
        {
            int count = await channel.ReceiveAsync(buffer[filled..], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return filled == 0 ? false : throw new IOException("The connection ended in the middle of what was to come.");
            }

            filled += count;
        }

        return true;
    }

    /// <summary>Fills the buffer with what is due.</summary>
    /// <exception cref="IOException">The channel ends before or inside.</exception>
    internal static async ValueTask FillAnswerAsync(this IByteChannel channel, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!await channel.FillAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            throw new IOException("The connection was closed before what was to come.");
        }
    }
}
