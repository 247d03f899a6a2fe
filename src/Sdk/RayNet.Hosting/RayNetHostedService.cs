using Microsoft.Extensions.Hosting;

namespace RayNet.Hosting;

/// <summary>Ties the client to the host: "starting" precedes the start of every hosted service, "stopped" follows the stop of every one.</summary>
internal sealed class RayNetHostedService(HostedRayClient client, RayOptionsFactory options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => client.StartAsync(options.Create(), cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => client.ShutdownAsync(cancellationToken);
}
