namespace RayNet.Runtime.Tests;

/// <summary>Looks at the cluster from inside.</summary>
internal static class Probe
{
    [Remote]
    public static Dictionary<string, double> Left() => new(Ray.AvailableResources());

    [Remote]
    public static string WorkerNamespace() => Ray.Client.Namespace;

    [Remote]
    public static int Attempt(RayContext context) => context.Attempt;
}
