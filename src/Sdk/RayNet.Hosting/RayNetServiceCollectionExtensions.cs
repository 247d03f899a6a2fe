using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RayNet.Hosting;

namespace RayNet;

/// <summary>Adds RayNet to a .NET host.</summary>
public static class RayNetServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IRayClient"/> as a singleton. RayNet starts before any hosted service of the application and shuts down after all
    /// of them. Options come from the configuration section <c>RayNet</c>, then from <paramref name="configure"/>; logger factory and clock are
    /// the host's unless an option sets them.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">RayNet has been added before.</exception>
    public static IServiceCollection AddRayNet(this IServiceCollection services, Action<RayOptions>? configure = null) =>
        AddRayNet(services, (_, options) => configure?.Invoke(options));

    /// <summary>As <see cref="AddRayNet(IServiceCollection, Action{RayOptions}?)"/>, for options that need services of the host.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options; called once, when the host starts.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">RayNet has been added before.</exception>
    public static IServiceCollection AddRayNet(this IServiceCollection services, Action<IServiceProvider, RayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(static service => service.ServiceType == typeof(HostedRayClient)))
        {
            throw new InvalidOperationException("AddRayNet has been called twice on these services. Call it once, and set all options there.");
        }

        services.TryAddSingleton(provider => new RayOptionsFactory(provider, configure));
        services.AddSingleton<HostedRayClient>();
        services.AddSingleton<IRayClient>(static provider => provider.GetRequiredService<HostedRayClient>());
        services.AddSingleton<IHostedService, RayNetHostedService>();
        return services;
    }
}
