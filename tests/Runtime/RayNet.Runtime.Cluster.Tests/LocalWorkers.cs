namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A driver with two worker processes, for all tests of a class.</summary>
public sealed class LocalWorkers : IAsyncLifetime
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal IRayClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = await Ray.InitAsync(static options =>
    {
        options.Workers = 2;
        options.SetAsDefault = false;
        options.LogToDriver = false;
    });

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
