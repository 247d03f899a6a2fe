namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Remote code that takes memory and keeps it.</summary>
internal static class Hungry
{
    private static byte[]? s_kept;

    /// <summary>Takes memory in the first attempts and never ends; later ones end at once.</summary>
    [Remote]
    public static async Task<int> Eat(int bytes, int attempts, RayContext context)
    {
        if (context.Attempt <= attempts)
        {
            byte[] meal = Take(bytes);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            GC.KeepAlive(meal);
        }

        return context.Attempt;
    }

    /// <summary>Leaves memory behind in its process.</summary>
    [Remote]
    public static int Keep(int bytes)
    {
        s_kept = Take(bytes);
        return Environment.ProcessId + (s_kept.Length - bytes);
    }

    internal static byte[] Take(int bytes)
    {
        byte[] meal = new byte[bytes];
        meal.AsSpan().Fill(1);
        return meal;
    }
}
