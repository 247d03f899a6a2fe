using System.Text;

namespace RayNet.Roslyn.Rpc;

/// <summary>The numbers of methods on hubs.</summary>
internal static class RpcNumbers
{
    /// <summary>FNV-1a of 32 bits over UTF-8, as MagicOnion numbers the methods of hubs.</summary>
    internal static int Of(string name)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return unchecked((int)hash);
    }
}
