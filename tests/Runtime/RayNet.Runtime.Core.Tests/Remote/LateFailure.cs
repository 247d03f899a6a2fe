namespace RayNet.Runtime.Tests;

internal static class LateFailure
{
    [Remote]
    public static int After(int value) => throw new ShopException($"after {value}");
}
