using System.Text;

namespace RayNet.CompilerServices;

/// <summary>Numbers of methods: FNV-1a of 32 bits over UTF-8, as MagicOnion's hubs have it.</summary>
internal static class MethodHash
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    internal static int Of(string name)
    {
        uint hash = OffsetBasis;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return unchecked((int)hash);
    }
}
