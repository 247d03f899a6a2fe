using System.Runtime.Versioning;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>
/// Which parts of one mapping have their pages, so that a copy into them meets no fault. Thread-safe; a race only does the same
/// work twice.
/// </summary>
internal sealed class PopulatedPages(nint start, long length, bool isWritable)
{
    /// <summary>How much one bit stands for.</summary>
    internal const long Chunk = 2L << 20;

    // The kernel holds the lock of the address space during a call: short calls let others map memory in between.
    private const int ChunksPerCall = 2;

    private readonly ulong[] _bits = new ulong[((length / Chunk) + 64) / 64];
    private bool _isUnsupported;

    /// <summary>Touches every chunk of the range that is not touched; says whether the range is touched now.</summary>
    [SupportedOSPlatform("linux")]
    internal bool Populate(long offset, long count, CancellationToken cancellationToken)
    {
        if (_isUnsupported || count <= 0)
        {
            return false;
        }

        long last = (offset + count - 1) / Chunk;
        for (long chunk = offset / Chunk; chunk <= last; chunk++)
        {
            if (IsSet(chunk))
            {
                continue;
            }

            long end = chunk + 1;
            while (end <= last && end - chunk < ChunksPerCall && !IsSet(end))
            {
                end++;
            }

            if (cancellationToken.IsCancellationRequested || !Touch(chunk, end))
            {
                return false;
            }

            chunk = end - 1;
        }

        return true;
    }

    [SupportedOSPlatform("linux")]
    private bool Touch(long chunk, long end)
    {
        long from = chunk * Chunk;
        long bytes = Math.Min(end * Chunk, length) - from;
        int advice = isWritable ? LinuxNative.PopulateForWriting : LinuxNative.PopulateForReading;
        if (LinuxNative.Advise((nint)(start + from), (nuint)bytes, advice) != 0)
        {
            // A kernel before 5.14, or no memory left: pages come with their first use then.
            _isUnsupported = true;
            return false;
        }

        for (; chunk < end; chunk++)
        {
            Interlocked.Or(ref _bits[chunk / 64], 1UL << (int)(chunk % 64));
        }

        return true;
    }

    private bool IsSet(long chunk) => (Volatile.Read(ref _bits[chunk / 64]) & (1UL << (int)(chunk % 64))) != 0;
}
