using System.Diagnostics;

namespace RayNet.Runtime.Transport;

/// <summary>
/// Receives that look for a moment before they sleep. An answer comes within microseconds, and to wake a thread, or a core that has gone idle,
/// takes longer than that. Where looking does not pay, because nothing comes soon or the cores are needed, it is left off and tried again later, each time after a longer while.
/// </summary>
internal struct SpinningReceive
{
    /// <summary>How many times in a row it looks in vain before it stops.</summary>
    private const int MostMisses = 4;

    /// <summary>How many receives sleep at once after that, at first.</summary>
    private const int ShortestPause = 16;
    private const int LongestPause = 256;

    private static readonly long Microsecond = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 1_000_000 : 0;

    /// <summary>Longer than an answer takes, TLS included, where both sides look; shorter than two wake-ups.</summary>
    private static readonly long Limit = 50 * Microsecond;

    /// <summary>After a large batch, which keeps other threads busy that need the cores.</summary>
    private static readonly long ShortLimit = 4 * Microsecond;

    /// <summary>While it is tried: the other side still sleeps before it answers, and begins to look only when it is answered in time.</summary>
    private static readonly long TrialLimit = 300 * Microsecond;

    private int _credit;
    private int _pause;
    private int _paused;
    private int _hits;
    private uint _seed;

    /// <summary>How many answers may still come late. A longer pause is followed by a longer trial, so that those of both sides meet.</summary>
    private int _trials;

    /// <summary>Waits for bytes; 0 at the end. Looks for a moment first where that has paid lately.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="few">Whether little came last time.</param>
    internal int Receive<TSource>(TSource source, Span<byte> buffer, bool few)
        where TSource : struct, IByteSource
    {
        if (_credit == 0)
        {
            if (!few || --_paused > 0 || Microsecond == 0)
            {
                return source.Receive(buffer);
            }

            _hits = 0;
            _credit = MostMisses;
            _trials = Math.Max(ShortestPause, _pause / 4);
        }

        long limit = !few ? ShortLimit : _trials > 0 ? TrialLimit : Limit;
        return Look(source, buffer, limit, out int count, out bool isLate) ? OnHit(count, isLate) : OnMiss(source, buffer);
    }

    private static bool Look<TSource>(TSource source, Span<byte> buffer, long limit, out int count, out bool isLate)
        where TSource : struct, IByteSource
    {
        long begin = Stopwatch.GetTimestamp();
        long elapsed = 0;
        do
        {
            count = source.TryReceive(buffer);
            if (count >= 0)
            {
                isLate = elapsed > Limit;
                return true;
            }

            // The system may have put the thread that is to answer on this core, although another one is idle: then it has to be let in.
            if (elapsed < ShortLimit || !Thread.Yield())
            {
                Thread.SpinWait(10);
            }

            elapsed = Stopwatch.GetTimestamp() - begin;
        }
        while (elapsed < limit);
        isLate = true;
        return false;
    }

    private int OnHit(int count, bool isLate)
    {
        if (isLate)
        {
            if (--_trials <= 0)
            {
                Pause();
            }

            return count;
        }

        _credit = MostMisses;
        if (++_hits > ShortestPause)
        {
            _pause = 0;
            _trials = 0;
        }

        return count;
    }

    /// <summary>On busy cores the answer comes from whom this thread keeps from running: each time that looking fails, it is tried again later.</summary>
    private int OnMiss<TSource>(TSource source, Span<byte> buffer)
        where TSource : struct, IByteSource
    {
        if (--_credit == 0)
        {
            Pause();
        }

        return source.Receive(buffer);
    }

    private void Pause()
    {
        _credit = 0;
        _pause = Math.Clamp(_pause * 2, ShortestPause, LongestPause);

        // Both sides count the same receives: with the same pauses on both, trials that do not meet never would.
        _seed = ((_seed == 0 ? (uint)Stopwatch.GetTimestamp() : _seed) * 1_664_525) + 1_013_904_223;
        _paused = (_pause / 2) + (int)((_seed >> 16) % (uint)_pause);
    }
}
