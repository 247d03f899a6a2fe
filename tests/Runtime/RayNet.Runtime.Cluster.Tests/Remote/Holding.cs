namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Holds references, and can be told to give them up.</summary>
[Actor]
internal sealed class Holding
{
    private readonly List<ObjectRef<byte[]>> _held = [];

    public void Hold(List<ObjectRef<byte[]>> references) => _held.AddRange(references);

    public async Task<int> Length() => (await _held[0]).Length;

    public void GiveUp() => _held.Clear();

    public List<ObjectRef<int>> Own(int value) => [Ray.Put(value)];

    public int Exit()
    {
        Environment.Exit(3);
        return 0;
    }
}
