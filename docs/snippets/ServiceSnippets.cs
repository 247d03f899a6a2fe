using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RayNet.Docs.Snippets;

#region services
public sealed class ExchangeRates
{
    public decimal Find(string currency) => currency == "EUR" ? 1.0m : 1.1m;
}

[RayStartup]
public sealed class Startup : IRayStartup
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<ExchangeRates>();
}

public static class Invoices
{
    [Remote]
    public static decimal Total(decimal amount, string currency, [FromServices] ExchangeRates rates) => amount * rates.Find(currency);
}

public sealed class Converter(ExchangeRates rates)
{
    [Remote]
    public decimal Convert(decimal amount, string currency) => amount / rates.Find(currency);
}
#endregion

#region hosted-service
public sealed class Reports(IRayClient ray) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ObjectRef<decimal> amount = ray.Put(100m);
        Console.WriteLine(await Invoices.TotalRemote(amount, "USD"));
    }
}
#endregion

public sealed class ServiceSnippets
{
    [Fact]
    public async Task Services_reach_tasks()
    {
        await using IRayClient ray = await Ray.InitAsync();

        #region services-call
        decimal total = await Invoices.TotalRemote(100m, "USD");
        decimal euros = await Converter.ConvertRemote(total, "USD");
        #endregion

        Assert.Equal((110m, 100m), (total, euros));
    }

    [Fact]
    public async Task Hosting()
    {
        string[] args = [];

        #region hosting
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddRayNet(options => options.NumCpus = 4);
        builder.Services.AddHostedService<Reports>();
        using IHost host = builder.Build();
        #endregion

        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, Ray.ClusterResources()["CPU"]);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
