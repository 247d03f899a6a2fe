using System.Buffers;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Passes bytes between two channels, as a node does between a stream from elsewhere and the socket of a process. It does not know what they
/// mean: a crash or a goodbye of one side reaches the other as such. What is on its way inside the bridge is one buffer in each direction.
/// </summary>
internal static class ByteBridge
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>How long a side that takes nothing any more may still be read.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>Passes bytes until one side ends, and then ends the other: in good order, or by an abort where the first one broke.</summary>
    /// <param name="first">One side. The bridge ends it.</param>
    /// <param name="second">The other side. The bridge ends it.</param>
    /// <param name="time">The clock of limits.</param>
    /// <param name="cancellationToken">Aborts both.</param>
    /// <returns>How many bytes went from the first to the second, and back.</returns>
    internal static async Task<(long There, long Back)> RunAsync(IByteChannel first, IByteChannel second, TimeProvider time, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static pair => Abort(((IByteChannel, IByteChannel))pair!), (first, second)))
        {
            Task<long> there = PumpAsync(first, second, time);
            Task<long> back = PumpAsync(second, first, time);
            long[] counts = await Task.WhenAll(there, back).ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
            await second.DisposeAsync().ConfigureAwait(false);
            return (counts[0], counts[1]);
        }
    }

    private static void Abort((IByteChannel First, IByteChannel Second) pair)
    {
        pair.First.Abort();
        pair.Second.Abort();
    }

    private static async Task<long> PumpAsync(IByteChannel source, IByteChannel target, TimeProvider time)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long total = 0;
        try
        {
            while (true)
            {
                int count = await source.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
                if (count == 0)
                {
                    await target.DisposeAsync().ConfigureAwait(false);
                    return total;
                }

                if (!await TrySendAsync(target, buffer.AsMemory(0, count)).ConfigureAwait(false))
                {
                    await EndLaterAsync(source, target, buffer, time).ConfigureAwait(false);
                    return total;
                }

                total += count;
            }
        }
        catch (IOException)
        {
            target.Abort();
            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<bool> TrySendAsync(IByteChannel target, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await target.SendAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// The target takes nothing any more, but may have said why before: the other direction passes that on and ends the source. Until then
    /// what arrives is dropped.
    /// </summary>
    private static async Task EndLaterAsync(IByteChannel source, IByteChannel target, byte[] buffer, TimeProvider time)
    {
        using ITimer limit = time.CreateTimer(static target => ((IByteChannel)target!).Abort(), target, LastWords, Timeout.InfiniteTimeSpan);
        while (await source.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false) > 0)
        {
        }

        await target.DisposeAsync().ConfigureAwait(false);
    }
}
