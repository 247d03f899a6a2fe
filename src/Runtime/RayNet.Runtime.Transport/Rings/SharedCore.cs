using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Transport.Rings;

/// <summary>
/// Leaves the core that the other side works on. A thread is woken where it slept last; where that is the core of who woke it, both take turns there for as long as they talk, and a virtual machine's
/// idle cores are not looked for. So who receives there several times in a row moves once, and is woken on its new core from then on.
/// </summary>
internal unsafe partial struct SharedCore
{
    private const int MostCores = 1024;

    /// <summary>Receives in a row on the other side's core.</summary>
    private const int Patience = 3;

    /// <summary>The system knows more than this thread: what it undoes is not done again at once.</summary>
    private static readonly long Pause = Stopwatch.Frequency / 100;

    private int _shared;
    private long _moved;

    /// <summary>The core of the calling thread; it may be another one at once.</summary>
    internal static int Current => GetCore();

    /// <summary>The calling thread got what was written on a core.</summary>
    internal void LeaveIf(int core)
    {
        if (core != Current)
        {
            _shared = 0;
        }
        else if (++_shared >= Patience && Stopwatch.GetTimestamp() - _moved > Pause)
        {
            _shared = 0;
            _moved = Stopwatch.GetTimestamp();
            Leave(core);
        }
    }

    private static void Leave(int core)
    {
        const int bits = sizeof(ulong) * 8;
        ulong* allowed = stackalloc ulong[MostCores / bits];
        new Span<ulong>(allowed, MostCores / bits).Clear();
        if (core is < 0 or >= MostCores || GetAffinity(0, MostCores / 8, allowed) < 0)
        {
            return;
        }

        ulong word = allowed[core / bits];
        allowed[core / bits] = word & ~(1UL << (core % bits));
        int others = 0;
        for (int i = 0; i < MostCores / bits; i++)
        {
            others += BitOperations.PopCount(allowed[i]);
        }

        if (others > 0 && SetAffinity(0, MostCores / 8, allowed) == 0)
        {
            // It has moved. From now on it may be anywhere again.
            allowed[core / bits] = word;
            _ = SetAffinity(0, MostCores / 8, allowed);
        }
    }

    [SuppressGCTransition]
    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetCore();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);
}
