namespace RayNet.Runtime.Cluster.Tests;

internal static class Failing
{
    [Remote]
    public static int Fail(string message) => throw new ShopException(message);

    [Remote]
    public static async Task<int> Outer(string message) => await Failing.FailRemote(message);

    [Remote]
    public static int Silent() => throw new SilentException(7);

    [Remote]
    public static void Argument() => throw new ArgumentNullException("size", "There is no size.");

    [Remote]
    public static void CancelByItself() => throw new OperationCanceledException("I gave up");

    /// <summary>Counts its runs at the gate, and fails as often as it is told.</summary>
    [Remote(RetryOn = [typeof(ShopException)])]
    public static int Times(int failures, string gate, RayContext context)
    {
        Gate.Arrive(gate);
        return context.Attempt <= failures ? throw new ShopException($"attempt {context.Attempt}") : context.Attempt;
    }

    /// <summary>Counts its runs at the gate, and ends its process as often as it is told.</summary>
    [Remote]
    public static int Crash(int times, string gate, RayContext context)
    {
        Gate.Arrive(gate);
        if (context.Attempt <= times)
        {
            Environment.Exit(3);
        }

        return context.Attempt;
    }

    [Remote]
    public static int CrashNested(string gate, int retries) => Ray.Get(Failing.CrashRemote(int.MaxValue, gate, new TaskOptions { MaxRetries = retries }));

    [Remote]
    public static Unwritable Unwritable() => new(1);

    [Remote]
    public static int Take(Unwritable value) => value.GetHashCode();

    [Remote]
    public static int Unreadable(Unreadable value) => value.Number;

    [Remote]
    public static async Task<int> LostOwner(List<ObjectRef<int>> references) => await references[0];
}
