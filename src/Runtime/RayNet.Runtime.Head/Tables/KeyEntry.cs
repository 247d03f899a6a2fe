using System.Text;

namespace RayNet.Runtime.Head.Tables;

/// <summary>A value that was stored by key.</summary>
internal sealed record KeyEntry(string Keyspace, string Key, byte[] Value)
{
    /// <summary>What it counts against the limit of all values.</summary>
    internal long Size => Encoding.UTF8.GetByteCount(Keyspace) + Encoding.UTF8.GetByteCount(Key) + Value.Length;
}
