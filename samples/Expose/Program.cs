using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet;

const string Token = "a-token-for-this-sample-only";

// The program with the cluster: it serves the classes below on a free port of this machine.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ListenRayNetGateway(listen => listen.Port = 0);
builder.Services.AddRayNet();
builder.Services.AddRayNetGateway(gateway => gateway.Token = Token);
await using WebApplication app = builder.Build();
app.MapRayNetGateway();
await app.StartAsync();

// A program outside of the cluster: it shares the project with the classes, and knows address and token.
await using (GatewayConnection gateway = RayNetGateway.Connect(app.Urls.First(), new() { Token = Token }))
{
    var arithmetic = new ArithmeticClient(gateway);
    Console.WriteLine(await arithmetic.Add(1, 2));

    var lobby = new CounterClient(gateway, "lobby");
    await lobby.Increment();
    Console.WriteLine(await lobby.Increment(4));
    await foreach (int value in lobby.CountDown())
    {
        Console.Write($"{value} ");
    }

    Console.WriteLine();
}

await app.StopAsync();

[Expose]
public static class Arithmetic
{
    [Remote] public static int Add(int x, int y) => x + y;
}

/// <summary>A counter for each name that a caller says.</summary>
[Actor, Expose(CreateIfMissing = true)]
public sealed class Counter
{
    private int _value;

    public int Increment(int by = 1) => _value += by;

    public async IAsyncEnumerable<int> CountDown()
    {
        while (_value > 0)
        {
            yield return _value--;
            await Task.Yield();
        }
    }
}
