using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server.Rpc;

/// <summary>Serves a dispatcher on Kestrel.</summary>
internal static class RpcServerExtensions
{
    /// <summary>Adds what <see cref="MapRpc"/> needs.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the limits.</param>
    internal static IServiceCollection AddRpc(this IServiceCollection services, Action<RpcServerOptions>? configure = null)
    {
        var options = new RpcServerOptions();
        configure?.Invoke(options);
        services.AddGrpc().AddServiceOptions<RpcGateway>(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxReceiveBytes;
            grpc.MaxSendMessageSize = options.MaxSendBytes;
        });
        services.TryAddSingleton<RpcMethodProvider>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<RpcGateway>, RpcMethodProvider>(static provider => provider.GetRequiredService<RpcMethodProvider>()));
        return services;
    }

    /// <summary>Maps every method and hub that the dispatcher has now.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="dispatcher">What is served.</param>
    /// <returns>Takes conventions, such as the demand for a token.</returns>
    internal static GrpcServiceEndpointConventionBuilder MapRpc(this IEndpointRouteBuilder endpoints, RpcDispatcher dispatcher)
    {
        RpcMethodProvider provider = endpoints.ServiceProvider.GetRequiredService<RpcMethodProvider>();
        provider.Dispatcher = dispatcher;
        try
        {
            return endpoints.MapGrpcService<RpcGateway>();
        }
        finally
        {
            provider.Dispatcher = null;
        }
    }
}
