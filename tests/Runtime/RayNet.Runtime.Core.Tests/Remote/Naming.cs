namespace RayNet.Runtime.Tests;

internal static class Naming
{
    [Remote]
    public static async Task<int> IncrementByName(string name) => await Ray.GetActor<Counter>(name).Increment();

    [Remote]
    public static async Task<int> GetOrCreateAndIncrement(string name) =>
        await Counter.CreateRemote(0, new ActorOptions { Name = name, GetIfExists = true, Lifetime = ActorLifetime.Detached }).Increment();
}
