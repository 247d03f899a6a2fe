namespace RayNet.Runtime.Tests;

/// <summary>The actor of the random tests.</summary>
[Actor(MaxRestarts = -1)]
internal sealed class Adder
{
    public int Add(int x, int y) => x + y;

    public async Task<int> AddAsync(int x, int y)
    {
        await Task.Yield();
        return x + y;
    }

    public int Throw(int x) => throw new ShopException($"{x}");
}
