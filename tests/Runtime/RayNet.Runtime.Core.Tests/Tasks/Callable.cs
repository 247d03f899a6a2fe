namespace RayNet.Runtime.Tests.Tasks;

/// <summary>What <see cref="CompileTimeTests"/> call; public, as they are another assembly.</summary>
public static class Callable
{
    [Remote]
    public static int Add(int x, int y) => x + y;

    [Remote]
    public static async IAsyncEnumerable<int> Count()
    {
        await Task.Yield();
        yield return 1;
    }
}
