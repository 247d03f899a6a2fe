namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class Shopkeeper(int extra, [FromServices] IMarket market)
{
    public int Price(int amount, [FromServices] IMarket again) => (amount * market.Factor * again.Factor / 2) + extra;
}
