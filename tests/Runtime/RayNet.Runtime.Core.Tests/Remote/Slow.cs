namespace RayNet.Runtime.Tests;

internal static class Slow
{
    /// <summary>Waits for its cancellation in the first attempt only.</summary>
    [Remote]
    public static async Task<int> FirstTime(int gate, RayContext context, CancellationToken cancellationToken)
    {
        if (context.Attempt == 1)
        {
            await Gate.Of(gate).PassAsync(cancellationToken);
        }

        return context.Attempt;
    }

    [Remote(TimeoutMilliseconds = 1000)]
    public static async Task<int> Declared(int gate, CancellationToken cancellationToken)
    {
        await Gate.Of(gate).PassAsync(cancellationToken);
        return 1;
    }
}
