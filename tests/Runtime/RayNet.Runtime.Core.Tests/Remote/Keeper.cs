namespace RayNet.Runtime.Tests;

/// <summary>Keeps what it is given.</summary>
[Actor]
internal sealed class Keeper
{
    private readonly List<byte[]> _arrays = [];
    private List<int> _list = [];

    public void Keep(List<int> list) => _list = list;

    public List<int> Kept() => _list;

    public void Append(int value) => _list.Add(value);

    public int KeepArray(byte[] array)
    {
        _arrays.Add(array);
        return _arrays.Sum(kept => kept.Sum(item => item));
    }
}
