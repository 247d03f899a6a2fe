using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Gateways.Calls;
using RayNet.Runtime.Rpc;

namespace RayNet.Gateways.Hosting;

/// <summary>What one application serves.</summary>
internal sealed class Gateway
{
    private readonly GatewaySettings _settings;
    private readonly CallRunner _runner;

    public Gateway(GatewaySettings settings, IServiceProvider services, ILoggerFactory logging)
    {
        ILogger logger = logging.CreateLogger("RayNet.Gateway");
        TimeProvider time = services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;
        _settings = settings;
        Gate = new GatewayGate(settings, logger);
        var actors = new ActorDirectory(settings.Options, time);
        _runner = new CallRunner(settings.Options, actors, () => services.GetService(typeof(IRayClient)) as IRayClient, time, logger);
    }

    internal GatewayGate Gate { get; }

    /// <summary>Everything that loaded assemblies expose.</summary>
    internal RpcDispatcher CreateDispatcher()
    {
        var dispatcher = new RpcDispatcher();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (RemoteManifest manifest in RemoteRegistry.Manifests)
        {
            foreach (ExposedService service in manifest.CreateExposedServices())
            {
                if (!names.Add(service.Name))
                {
                    throw new InvalidOperationException($"Two exposed classes are '{service.Name}' on the wire, one of them in {manifest.AssemblyName}. Give one another name by [Expose(Name = \"...\")].");
                }

                new GatewayBinder(service, dispatcher, _runner, _settings.Options).Bind();
            }
        }

        return names.Count > 0 ? dispatcher : throw new InvalidOperationException(
            "There is nothing to serve: no loaded assembly has a class with [Expose]. Mark one, and use a type of its assembly before MapRayNetGateway, so that it is loaded.");
    }
}
