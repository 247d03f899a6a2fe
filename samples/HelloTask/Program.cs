using RayNet;

await using var ray = await Ray.InitAsync();          // no address: an embedded cluster, ready in milliseconds
int sum = await Arithmetic.AddRemote(1, 2);           // typed, awaitable; compiles only if the types fit
Console.WriteLine(sum);

public static class Arithmetic
{
    [Remote] public static int Add(int x, int y) => x + y;
}
