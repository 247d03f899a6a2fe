namespace RayNet.Runtime.Tests;

internal static class Split
{
    [Remote(SplitReturns = true)]
    public static (int, int, int) Three() => (0, 1, 2);

    [Remote(SplitReturns = true)]
    public static (int Quotient, int Remainder) Divide(int x, int y) => (x / y, x % y);

    [Remote(SplitReturns = true)]
    public static async Task<(int X, List<int> List)> Late(int gate)
    {
        await Gate.Of(gate).PassAsync();
        return (1, [1]);
    }
}
