namespace RayNet.Docs.Snippets;

/// <summary>The cluster that a class of snippets runs on.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private IRayClient? _client;

    public async ValueTask InitializeAsync() => _client = await Ray.InitAsync(options => options.NumCpus = 4);

    public ValueTask DisposeAsync() => _client?.DisposeAsync() ?? ValueTask.CompletedTask;
}
