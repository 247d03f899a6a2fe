namespace RayNet.Runtime.Tests;

internal static class Endless
{
    /// <summary>Submits two of its kind until it is told to stop.</summary>
    [Remote]
    public static int Next(int gate, int stop)
    {
        Gate.Of(gate).Arrive();
        if (Gate.Of(stop).Arrivals == 0)
        {
            _ = Endless.NextRemote(gate, stop);
        }

        return 1;
    }
}
