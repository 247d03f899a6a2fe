using Microsoft.Extensions.DependencyInjection;

namespace RayNet.Runtime.Tests;

[RayStartup]
internal sealed class TestStartup : IRayStartup
{
    public void ConfigureServices(IServiceCollection services) => services
        .AddSingleton<IMarket>(new Market(2))
        .AddSingleton<Singleton>()
        .AddScoped<Scoped>();
}
