namespace RayNet.Testing.Tests;

/// <summary>An actor that makes blocks, and counts how many in this life.</summary>
[Actor]
internal sealed class Maker
{
    private int _made;

    public byte[] Make(int size, byte value)
    {
        _made++;
        return Work.Make(size, value);
    }

    public int Made() => _made;
}
