namespace RayNet.Runtime.Tests;

internal static class Failing
{
    [Remote]
    public static async Task<int> Outer(string message) => await Failing.MiddleRemote(message);

    [Remote]
    public static int Middle(string message) => Ray.Get(Work.FailRemote(message));

    [Remote]
    public static async Task<int> GetOf(ObjectRef<int> reference) => await reference;

    [Remote]
    public static void CancelByItself() => throw new OperationCanceledException("I gave up");

    /// <summary>Counts its runs at the gate, and fails as often as it is told.</summary>
    [Remote(RetryOn = [typeof(ShopException)])]
    public static int Times(int failures, int gate, RayContext context)
    {
        Gate.Of(gate).Arrive();
        return context.Attempt <= failures ? throw new ShopException($"attempt {context.Attempt}") : context.Attempt;
    }

    [Remote(RetryOn = [typeof(ShopException)], MaxRetries = 5)]
    public static async Task<int> TimesAsync(int failures, int gate, RayContext context)
    {
        await Task.Yield();
        Gate.Of(gate).Arrive();
        return context.Attempt <= failures ? throw new ClosedShopException($"attempt {context.Attempt}") : context.Attempt;
    }

    /// <summary>Changes its argument before it fails.</summary>
    [Remote(RetryOn = [typeof(ShopException)])]
    public static List<int> Append(List<int> list, RayContext context)
    {
        list.Add(context.Attempt);
        return context.Attempt < 3 ? throw new ShopException("again") : list;
    }

    [Remote]
    public static int Throw(int gate, string type)
    {
        Gate.Of(gate).Arrive();
        throw type switch
        {
            nameof(ClosedShopException) => new ClosedShopException("closed"),
            nameof(ShopException) => new ShopException("shop"),
            _ => new InvalidOperationException(type),
        };
    }
}
