using Microsoft.Extensions.DependencyInjection;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Services;

/// <summary>The services of a worker, built when the first task asks for one: most programs have none, and start-up is a promise.</summary>
internal sealed class WorkerServices(IRayStartup? startup) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private ServiceProvider? _provider;
    private bool _disposed;

    public ValueTask DisposeAsync()
    {
        ServiceProvider? provider;
        lock (_gate)
        {
            _disposed = true;
            provider = _provider;
            _provider = null;
        }

        return provider?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    internal AsyncServiceScope CreateScope()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _provider ??= Build(startup ?? FindStartup());
            return _provider.CreateAsyncScope();
        }
    }

    private static ServiceProvider Build(IRayStartup? startup)
    {
        var services = new ServiceCollection();
        startup?.ConfigureServices(services);
        return services.BuildServiceProvider();
    }

    private static IRayStartup? FindStartup()
    {
        foreach (RemoteManifest manifest in RemoteRegistry.Manifests)
        {
            if (manifest.CreateStartup() is { } startup)
            {
                return startup;
            }
        }

        return null;
    }
}
