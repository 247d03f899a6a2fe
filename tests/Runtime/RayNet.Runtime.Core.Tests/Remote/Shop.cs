namespace RayNet.Runtime.Tests;

internal static class Shop
{
    [Remote]
    public static int Price(int amount, [FromServices] IMarket market) => amount * market.Factor;

    [Remote]
    public static int NeedsMissing([FromServices] IMissing missing) => missing is null ? 0 : 1;

    [Remote]
    public static async Task UseScoped(int lifecycle, [FromServices] Scoped scoped)
    {
        scoped.Use(lifecycle);
        await Task.Yield();
        Assert.Single(Lifecycle.Of(lifecycle).Events);
    }

    [Remote]
    public static (int First, int Second) Scopes([FromServices] Scoped first, RayContext context) =>
        (first.Number, ((Scoped)context.Services.GetService(typeof(Scoped))!).Number);

    [Remote]
    public static void UseSingleton(int lifecycle, [FromServices] Singleton singleton) => singleton.Lifecycle = lifecycle;
}
