namespace RayNet.Hosting.Tests;

internal static class Arithmetic
{
    [Remote]
    public static int Add(int x, int y) => x + y;
}
