namespace RayNet.Runtime.Head.Tables;

/// <summary>Entries by keyspace, then by key: the keys of a prefix lie side by side.</summary>
internal sealed class KeyOrder : IComparer<KeyEntry>
{
    internal static readonly KeyOrder Instance = new();

    private KeyOrder()
    {
    }

    public int Compare(KeyEntry? x, KeyEntry? y) =>
        string.CompareOrdinal(x!.Keyspace, y!.Keyspace) is var order and not 0 ? order : string.CompareOrdinal(x.Key, y.Key);
}
