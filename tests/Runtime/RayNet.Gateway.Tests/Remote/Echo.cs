namespace RayNet.Gateways.Tests.Remote;

/// <summary>The service that the byte vectors were recorded with, as remote tasks. The stream makes a hub of it.</summary>
[Expose]
public static class Echo
{
    [Remote]
    public static int Ping(int value) => value + 1;

    [Remote]
    public static string NoArg() => "noarg";

    [Remote]
    public static void Void(int value) => _ = value;

    [Remote]
    public static string? NullStr() => null;

    [Remote]
    public static string Greet(string name, int number) => $"{name}:{number}";

    [Remote]
    public static int Opt(int first, int second = 42) => first + second;

    [Remote]
    public static void Throw(int value) => throw new InvalidOperationException($"A secret of the server: {value}.");

    [Remote]
    public static void Nothing()
    {
    }

    [Remote]
    public static async IAsyncEnumerable<string> Names(string prefix, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return prefix + i;
        }
    }
}
