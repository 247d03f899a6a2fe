using Microsoft.Extensions.Hosting;

namespace RayNet.Hosting.Tests;

/// <summary>Uses the injected client at every stage of its life.</summary>
internal sealed class ProbeService : IHostedService
{
    private readonly IRayClient _client;
    private readonly LifetimeProbe _probe;

    public ProbeService(IRayClient client, LifetimeProbe probe)
    {
        _client = client;
        _probe = probe;
        probe.InConstructor = Record.Exception(() => client.Put(1));
    }

    public async Task StartAsync(CancellationToken cancellationToken) => _probe.OnStart = await _client.Put(1);

    public async Task StopAsync(CancellationToken cancellationToken) => _probe.OnStop = await Arithmetic.AddRemote(1, 1);
}
