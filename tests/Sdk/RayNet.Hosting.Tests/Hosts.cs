using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RayNet.Hosting.Tests;

/// <summary>Makes hosts without the environment of the machine: no files, no command line, no console.</summary>
internal static class Hosts
{
    public static IHost Create(Action<HostApplicationBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        configure(builder);
        return builder.Build();
    }

    public static IHost CreateWithProbe(LifetimeProbe probe) => Create(builder =>
    {
        // Before AddRayNet on purpose: the order of registration must not matter.
        builder.Services.AddHostedService(services => new ProbeService(services.GetRequiredService<IRayClient>(), probe));
        builder.Services.AddRayNet(options => options.NumCpus = 2);
    });
}
