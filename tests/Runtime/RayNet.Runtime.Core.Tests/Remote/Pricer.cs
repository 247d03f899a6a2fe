namespace RayNet.Runtime.Tests;

internal sealed class Pricer(IMarket market)
{
    [Remote]
    public int WithTax(int amount) => (amount * market.Factor) + 1;
}
