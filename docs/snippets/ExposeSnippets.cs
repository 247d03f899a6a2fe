using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace RayNet.Docs.Snippets;

#region expose-task
[Expose]
public static class Prices
{
    [Remote] public static decimal Quote(string product, int quantity = 1) => product.Length * quantity;

    [Remote] public static async IAsyncEnumerable<decimal> Watch(string product, int changes)
    {
        for (int i = 1; i <= changes; i++)
        {
            await Task.Yield();
            yield return product.Length * i;
        }
    }

    [Remote, NotExposed] public static decimal Secret(string product) => product.Length / 2m;
}
#endregion

#region expose-actor
[Actor, Expose(CreateIfMissing = true)]
public sealed class Basket
{
    private readonly List<string> _products = [];

    public int Add(string product)
    {
        _products.Add(product);
        return _products.Count;
    }

    public string[] Products() => [.. _products];
}
#endregion

public sealed class ExposeSnippets
{
    [Fact]
    public async Task A_gateway_and_its_clients()
    {
        string[] args = [];
        string token = "0123456789abcdef";

        #region gateway
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ListenRayNetGateway(listen => listen.Port = 7443);
        builder.Services.AddRayNet();
        builder.Services.AddRayNetGateway(gateway => gateway.Token = token);
        WebApplication app = builder.Build();
        app.MapRayNetGateway();
        #endregion

        await app.StartAsync(TestContext.Current.CancellationToken);

        #region gateway-client
        await using GatewayConnection gateway = RayNetGateway.Connect("http://localhost:7443", new() { Token = token });
        var prices = new PricesClient(gateway);
        decimal price = await prices.Quote("lamp", quantity: 2);

        var basket = new BasketClient(gateway, "basket-of-ann");
        await basket.Add("lamp");
        #endregion

        Assert.Equal(8m, price);
        Assert.Equal(["lamp"], await basket.Products());
        int seen = 0;

        #region gateway-stream
        await foreach (decimal change in prices.Watch("lamp", changes: 3))
        {
            Console.WriteLine(change);
            seen++;
        }
        #endregion

        Assert.Equal(3, seen);
        await app.StopAsync(TestContext.Current.CancellationToken);
        await app.DisposeAsync();
    }

    [Fact]
    public void Options()
    {
        var services = new ServiceCollection();

        #region gateway-options
        services.AddRayNetGateway(gateway =>
        {
            gateway.Token = "0123456789abcdef";
            gateway.CallTimeout = TimeSpan.FromSeconds(10);
            gateway.MaxConcurrentCalls = 200;
            gateway.MapError = exception => exception is KeyNotFoundException
                ? new Status(StatusCode.NotFound, "There is no such product.")
                : null;
        });
        #endregion

        Assert.NotEmpty(services);
    }
}
