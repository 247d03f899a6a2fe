namespace RayNet.Testing.Tests;

/// <summary>An actor that refuses some arguments of its constructor.</summary>
[Actor]
internal sealed class Sized
{
    private readonly int _size;

    public Sized(int size) => _size = size >= 0 ? size : throw new ArgumentOutOfRangeException(nameof(size), "a size is not negative");

    public int Size() => _size;
}
