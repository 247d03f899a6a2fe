namespace RayNet.Testing.Tests;

/// <summary>Tasks whose runs are counted by an actor.</summary>
internal static class Rebuilt
{
    [Remote]
    public static async Task<byte[]> Make(ActorHandle<Counter> runs, int size, byte value)
    {
        await runs.Increment();
        return Work.Make(size, value);
    }

    /// <summary>The block with every value one higher.</summary>
    [Remote]
    public static async Task<byte[]> Raise(ActorHandle<Counter> runs, byte[] block)
    {
        await runs.Increment();
        return [.. block.Select(static value => (byte)(value + 1))];
    }

    /// <summary>As many bytes as the list has for this run.</summary>
    [Remote]
    public static async Task<byte[]> Vary(ActorHandle<Counter> runs, int[] sizes) => Work.Make(sizes[await runs.Increment() - 1], 1);

    [Remote(SplitReturns = true)]
    public static (byte[] First, byte[] Second) Two(int size) => (Work.Make(size, 1), Work.Make(size, 2));

    [Remote]
    public static int SumOfNone(byte[] block) => block.Length;
}
