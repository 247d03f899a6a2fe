using Microsoft.Extensions.Hosting;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Signals are the process's business, not the server's.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
