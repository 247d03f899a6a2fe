namespace RayNet.Runtime.Tests;

internal static class Demanding
{
    [Remote(NumCpus = 2, Resources = ["disk=0.5"])]
    public static Dictionary<string, double> Left() => new(Ray.AvailableResources());
}
