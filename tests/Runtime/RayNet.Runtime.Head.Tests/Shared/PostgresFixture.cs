namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>One server for all tests of a class.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer? Server { get; private set; }

    public async ValueTask InitializeAsync() => Server = PostgresServer.Missing.Length == 0 ? await PostgresServer.CreateAsync() : null;

    public ValueTask DisposeAsync()
    {
        Server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
