using System.Globalization;
using System.Text;

namespace RayNet.Roslyn;

/// <summary>A 64-bit hash that is the same in every process and version: FNV-1a over UTF-8 with a final avalanche.</summary>
internal static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    internal static ulong Compute(string text)
    {
        ulong hash = OffsetBasis;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return Avalanche(hash);
    }

    /// <summary>Eight hexadecimal digits for names.</summary>
    internal static string Short(string text) => Short(Compute(text));

    /// <summary>Eight hexadecimal digits for names.</summary>
    internal static string Short(ulong hash) => ((uint)(hash ^ (hash >> 32))).ToString("x8", CultureInfo.InvariantCulture);

    // The finalizer of MurmurHash3: FNV alone leaves the high bits of short texts too alike.
    private static ulong Avalanche(ulong hash)
    {
        unchecked
        {
            hash ^= hash >> 33;
            hash *= 0xff51afd7ed558ccd;
            hash ^= hash >> 33;
            hash *= 0xc4ceb9fe1a85ec53;
            return hash ^ (hash >> 33);
        }
    }
}
