using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RayNet.Gateways.Hosting;
using RayNet.Runtime.Server.Rpc;

namespace RayNet;

/// <summary>Adds a gateway to an ASP.NET Core application: classes with <see cref="ExposeAttribute"/>, for programs outside of the cluster.</summary>
public static class RayNetGatewayExtensions
{
    /// <summary>Opens a port for the gateway: HTTP/2, with TLS where other machines reach it. Applications that open such a port themselves do without.</summary>
    /// <param name="builder">The web host of the application.</param>
    /// <param name="configure">Sets address, port and certificates.</param>
    /// <returns>The same web host.</returns>
    /// <exception cref="InvalidOptionException">An option is not allowed, or a certificate cannot be read; thrown when the application starts.</exception>
    public static IWebHostBuilder ListenRayNetGateway(this IWebHostBuilder builder, Action<GatewayListenOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new GatewayListenOptions();
        configure?.Invoke(options);
        return builder.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => GatewayPort.Listen(kestrel, options));
    }

    /// <summary>Adds what <see cref="MapRayNetGateway"/> needs. The gateway calls by the <see cref="IRayClient"/> among the services, else by that of the process.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the token and limits.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOptionException">An option is missing or not allowed.</exception>
    public static IServiceCollection AddRayNetGateway(this IServiceCollection services, Action<GatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new GatewayOptions();
        configure(options);
        GatewaySettings settings = GatewaySettings.Create(options);
        services.AddSingleton(settings);
        services.AddSingleton<Gateway>();
        return services.AddRpc(rpc =>
        {
            rpc.MaxReceiveBytes = options.MaxReceiveBytes;
            rpc.MaxSendBytes = options.MaxSendBytes;
        });
    }

    /// <summary>Serves the classes with <see cref="ExposeAttribute"/> of all loaded assemblies. The port has to speak HTTP/2.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>Takes conventions of the endpoints.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddRayNetGateway"/> was not called, two classes have the same name on the wire, or there is none.</exception>
    public static IEndpointConventionBuilder MapRayNetGateway(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Gateway gateway = endpoints.ServiceProvider.GetService<Gateway>()
            ?? throw new InvalidOperationException("The application has no gateway. Call services.AddRayNetGateway(options => ...) before the application is built.");
        GrpcServiceEndpointConventionBuilder builder = endpoints.MapRpc(gateway.CreateDispatcher());
        builder.Add(gateway.Gate.Guard);
        return builder;
    }
}
