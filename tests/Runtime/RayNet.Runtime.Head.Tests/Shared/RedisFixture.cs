namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>One server for all tests of a class.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    internal RedisServer? Server { get; private set; }

    public async ValueTask InitializeAsync() => Server = RedisServer.Missing.Length == 0 ? await RedisServer.CreateAsync() : null;

    public ValueTask DisposeAsync()
    {
        Server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
