namespace RayNet.Runtime.Cluster.Tests;

/// <summary>The tasks that most tests run.</summary>
internal static class Work
{
    [Remote]
    public static int Add(int x, int y = 5) => x + y;

    [Remote]
    public static int Echo(int value) => value;

    [Remote]
    public static byte[] Make(int size) => new byte[size];

    [Remote]
    public static string Text(string text) => text;

    [Remote]
    public static int Process() => Environment.ProcessId;

    [Remote(SplitReturns = true)]
    public static (int, int, int) Three() => (0, 1, 2);

    [Remote(SplitReturns = true)]
    public static (int, string) FailSplit() => throw new ShopException("split");

    [Remote]
    public static int BlockWith(byte[] block, string gate)
    {
        Gate.Pass(gate);
        return block.Length;
    }

    [Remote]
    public static int Block(int value, string gate)
    {
        Gate.Pass(gate);
        return value;
    }

    [Remote]
    public static async Task<int> BlockAsync(int value, string gate)
    {
        await Gate.PassAsync(gate);
        return value;
    }

    /// <summary>Takes a value so that it can wait for one.</summary>
    [Remote]
    public static int Follow(int value, string gate)
    {
        Gate.Arrive(gate);
        return value;
    }

    [Remote]
    public static async Task WaitForCancellation(string gate, CancellationToken cancellationToken) => await Gate.PassAsync(gate, cancellationToken);

    [Remote]
    public static int Spin()
    {
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    /// <summary>Blocks its thread, and says so.</summary>
    [Remote]
    public static int Stick(string gate)
    {
        Gate.Pass(gate);
        return Environment.ProcessId;
    }

    [Remote]
    public static int Count(List<ObjectRef<int>> references) => Ray.Get(references).Sum();

    [Remote]
    public static int Length(byte[] bytes) => bytes.Length;

    [Remote]
    public static byte[] Bytes(int length) => new byte[length];
}
