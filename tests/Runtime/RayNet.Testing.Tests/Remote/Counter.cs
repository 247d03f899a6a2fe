namespace RayNet.Testing.Tests;

/// <summary>An actor that counts, says where it is, and keeps what it is given.</summary>
[Actor]
internal sealed class Counter
{
    private readonly List<ObjectRef<byte[]>> _references = [];
    private readonly List<byte[]> _blocks = [];
    private int _value;

    public int Increment() => ++_value;

    public string Where(RayContext context) => context.NodeId.ToString();

    public int ProcessId() => Environment.ProcessId;

    public void Hold(List<ObjectRef<byte[]>> references) => _references.AddRange(references);

    public int Held() => _references.Count;

    public async Task<long> SumHeld()
    {
        long sum = 0;
        foreach (ObjectRef<byte[]> reference in _references)
        {
            sum += Work.Sum(await reference);
        }

        return sum;
    }

    /// <summary>Keeps the array itself; the sum over all that were kept.</summary>
    public long Keep(byte[] block)
    {
        _blocks.Add(block);
        return _blocks.Sum(static kept => Work.Sum(kept));
    }
}
