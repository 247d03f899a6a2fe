namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class Flaky
{
    private int _count;

    [ActorMethod(RetryOn = [typeof(ShopException)], MaxTaskRetries = 3)]
    public int Try(int failures, RayContext context)
    {
        _count++;
        return context.Attempt <= failures ? throw new ShopException("flaky") : context.Attempt;
    }

    public int Count() => _count;
}
