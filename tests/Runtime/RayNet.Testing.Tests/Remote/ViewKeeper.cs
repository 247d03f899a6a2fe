namespace RayNet.Testing.Tests;

/// <summary>An actor that keeps a block where it lies.</summary>
[Actor]
internal sealed class ViewKeeper
{
    private ReadOnlyMemory<byte> _block;

    public void Keep(ReadOnlyMemory<byte> block) => _block = block;

    public long Sum()
    {
        long sum = 0;
        foreach (byte value in _block.Span)
        {
            sum += value;
        }

        return sum;
    }
}
