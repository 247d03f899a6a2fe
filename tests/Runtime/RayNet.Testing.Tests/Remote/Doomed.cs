namespace RayNet.Testing.Tests;

internal static class Doomed
{
    /// <summary>Ends its process in the first attempts; then the number of the attempt.</summary>
    [Remote]
    public static int EndUntil(int attempts, RayContext context)
    {
        if (context.Attempt <= attempts)
        {
            Environment.Exit(1);
        }

        return context.Attempt;
    }
}
