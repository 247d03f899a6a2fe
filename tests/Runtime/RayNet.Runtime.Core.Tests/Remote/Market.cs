namespace RayNet.Runtime.Tests;

internal sealed class Market(int factor) : IMarket
{
    public int Factor { get; } = factor;
}
