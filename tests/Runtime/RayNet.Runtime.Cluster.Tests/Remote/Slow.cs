namespace RayNet.Runtime.Cluster.Tests;

internal static class Slow
{
    [Remote]
    public static async Task<string> Text(string text, string gate)
    {
        await Gate.PassAsync(gate);
        return text;
    }

    [Remote(TimeoutMilliseconds = 300)]
    public static async Task<int> Declared(string gate, CancellationToken cancellationToken)
    {
        await Gate.PassAsync(gate, cancellationToken);
        return 1;
    }

    /// <summary>Ready after a while that differs from number to number.</summary>
    [Remote]
    public static async Task<int> Number(int number)
    {
        for (int i = 0; i < (number * 7919) % 50; i++)
        {
            await Task.Yield();
        }

        return number;
    }
}
