namespace RayNet.CompilerServices;

/// <summary>Collects a known number of items, but trusts the number only as items arrive.</summary>
internal struct ItemBuffer<T>(int count)
{
    /// <summary>An item may take a byte on the wire and far more in memory.</summary>
    private const int FirstCapacity = 4096;

    private T[] _items = count == 0 ? [] : new T[Math.Min(count, FirstCapacity)];
    private int _filled;

    internal readonly bool IsFull => _filled == count;

    internal void Add(T item)
    {
        if (_filled == _items.Length)
        {
            Array.Resize(ref _items, (int)Math.Min(count, _items.Length * 2L));
        }

        _items[_filled++] = item;
    }

    internal readonly T[] ToArray() => _items;
}
