using System.Diagnostics;
using System.Net.Sockets;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Receives that look for a moment before they sleep. An answer comes within microseconds, and to wake a thread, or a core that has gone idle,
/// takes longer than that. Where looking does not pay, because nothing comes soon or the cores are needed, it is left off until answers are fast again.
/// </summary>
internal struct SpinningReceive
{
    private const int MostMisses = 4;
    private const int ShortestPause = 16;
    private const int LongestPause = 4096;

    /// <summary>25 us: longer than an answer takes, shorter than two wake-ups.</summary>
    private static readonly long Limit = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 40_000 : 0;

    /// <summary>After a large batch: 4 us, since it keeps other threads busy, which need the cores.</summary>
    private static readonly long ShortLimit = Limit / 6;

    /// <summary>How many times more it looks in vain before it stops.</summary>
    private int _credit;

    /// <summary>How many receives sleep at once after that, and how many are left of them.</summary>
    private int _pause;
    private int _paused;
    private int _hits;

    /// <summary>Waits for bytes; 0 at the end. Looks for a moment first where what was waited for lately came so soon that this pays.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="few">Whether little came last time.</param>
    internal int Receive(Socket socket, Span<byte> buffer, bool few) => _credit > 0 ? LookThenWait(socket, buffer, few) : Wait(socket, buffer);

    private int LookThenWait(Socket socket, Span<byte> buffer, bool few)
    {
        long begin = Stopwatch.GetTimestamp();
        long limit = few ? Limit : ShortLimit;
        do
        {
            int count = SocketCalls.TryReceive(socket, buffer);
            if (count >= 0)
            {
                OnHit();
                return count;
            }

            Thread.SpinWait(10);
        }
        while (Stopwatch.GetTimestamp() - begin < limit);
        OnMiss();
        return SocketCalls.Receive(socket, buffer);
    }

    /// <summary>Waits, and notes whether looking would have paid.</summary>
    private int Wait(Socket socket, Span<byte> buffer)
    {
        long begin = Stopwatch.GetTimestamp();
        int count = SocketCalls.Receive(socket, buffer);
        if (--_paused <= 0 && Stopwatch.GetTimestamp() - begin < Limit)
        {
            _credit = MostMisses;
            _hits = 0;
        }

        return count;
    }

    private void OnHit()
    {
        _credit = MostMisses;
        if (++_hits > ShortestPause)
        {
            _pause = 0;
        }
    }

    /// <summary>On busy cores the answer comes from whom this thread keeps from running: each time that looking fails, it is tried again later.</summary>
    private void OnMiss()
    {
        if (--_credit == 0)
        {
            _pause = Math.Clamp(_pause * 2, ShortestPause, LongestPause);
            _paused = _pause;
        }
    }
}
