using Microsoft.Extensions.DependencyInjection;

namespace RayNet;

/// <summary>Registers the services that <see cref="FromServicesAttribute"/> parameters and instance tasks take on a worker.</summary>
public interface IRayStartup
{
    /// <summary>Called once in each worker before its first task that needs a service.</summary>
    /// <param name="services">The worker's services.</param>
    void ConfigureServices(IServiceCollection services);
}
