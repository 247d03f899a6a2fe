using System.Numerics;

namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>
/// The sizes that extents have and the lists that free ones stand in. Up to 1 KiB there is a class for every 64 bytes, above that sixteen
/// for every power of two, so that rounding costs a sixteenth at most. From 1 MiB on, extents are whole pages.
/// </summary>
internal static class SizeClasses
{
    internal const long Granule = 64;
    internal const long Page = 4096;
    internal const long LargeFrom = 1L << 20;

    private const int LinearBits = 10;
    private const int LinearClasses = (int)((1 << LinearBits) / Granule);
    private const int StepBits = 4;

    /// <summary>How many lists there are.</summary>
    internal const int Count = LinearClasses + ((63 - LinearBits) << StepBits);

    /// <summary>The size of the extent for an object: at least one granule.</summary>
    internal static long Round(long size)
    {
        if (size >= LargeFrom)
        {
            return AlignUp(size, Page);
        }

        if (size <= 1 << LinearBits)
        {
            return Math.Max(AlignUp(size, Granule), Granule);
        }

        int step = BitOperations.Log2((ulong)(size - 1)) - StepBits;
        return AlignUp(size, 1L << step);
    }

    /// <summary>How an extent of a rounded size has to begin.</summary>
    internal static long AlignmentOf(long rounded) => rounded >= LargeFrom ? Page : Granule;

    /// <summary>The list of a free extent: all in one list are at least as long as the shortest size that maps to it.</summary>
    internal static int ListOf(long size)
    {
        if (size < 1 << LinearBits)
        {
            return (int)(size / Granule);
        }

        int power = BitOperations.Log2((ulong)size);
        int step = (int)(size >> (power - StepBits)) & ((1 << StepBits) - 1);
        return LinearClasses + ((power - LinearBits) << StepBits) + step;
    }

    internal static long AlignUp(long value, long alignment) => (value + alignment - 1) & -alignment;
}
