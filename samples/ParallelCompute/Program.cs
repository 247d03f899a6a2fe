using System.Diagnostics;
using RayNet;

// Ten logical CPUs, so ten tasks at a time, however many processors there are: these tasks wait more than they compute.
await using var ray = await Ray.InitAsync(options => options.NumCpus = 10);

var stopwatch = Stopwatch.StartNew();
int[] squares = await Ray.WhenAll(Enumerable.Range(0, 10).Select(number => SlowMath.SquareRemote(number)));

Console.WriteLine(string.Join(" ", squares));
Console.WriteLine($"in parallel: {stopwatch.Elapsed < TimeSpan.FromSeconds(5)}");

public static class SlowMath
{
    [Remote]
    public static int Square(int number)
    {
        Thread.Sleep(TimeSpan.FromSeconds(1));
        return number * number;
    }
}
