using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RayNet.Hosting;

/// <summary>Makes the options of the hosted client: defaults of the host, configuration, then code.</summary>
internal sealed class RayOptionsFactory(IServiceProvider services, Action<IServiceProvider, RayOptions> configure)
{
    internal const string SectionName = "RayNet";

    public RayOptions Create()
    {
        var options = new RayOptions
        {
            LoggerFactory = services.GetService<ILoggerFactory>(),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
        };
        if (services.GetService<IConfiguration>() is { } configuration)
        {
            RayOptionsBinder.Bind(configuration.GetSection(SectionName), options);
        }

        configure(services, options);
        return options;
    }
}
