using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RayNet.Hosting.Tests;

public sealed class HostLifetimeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_is_usable_from_start_to_stop_of_every_hosted_service()
    {
        var probe = new LifetimeProbe();
        using IHost host = Hosts.CreateWithProbe(probe);

        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);

        Assert.Equal(1, probe.OnStart);
        Assert.Equal(2, probe.OnStop);
    }

    [Fact]
    public async Task Use_before_the_host_starts_says_when_it_may_be_used()
    {
        var probe = new LifetimeProbe();
        using IHost host = Hosts.CreateWithProbe(probe);

        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);

        var error = Assert.IsType<RayNotInitializedException>(probe.InConstructor);
        Assert.Contains("StartAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ambient_calls_use_the_client_of_the_host()
    {
        using IHost host = Hosts.Create(builder => builder.Services.AddRayNet());

        await host.StartAsync(Cancelled);
        Assert.True(Ray.IsInitialized);
        Assert.Equal(3, await Arithmetic.AddRemote(1, 2));
        Assert.Equal(Ray.Client.JobId, host.Services.GetRequiredService<IRayClient>().JobId);

        await host.StopAsync(Cancelled);
        Assert.False(Ray.IsInitialized);
    }

    [Fact]
    public async Task Hosts_may_follow_each_other()
    {
        for (int run = 0; run < 3; run++)
        {
            using IHost host = Hosts.Create(builder => builder.Services.AddRayNet(options => options.NumCpus = 1));
            await host.StartAsync(Cancelled);
            Assert.Equal(1, host.Services.GetRequiredService<IRayClient>().ClusterResources()["CPU"]);
            await host.StopAsync(Cancelled);
        }
    }

    [Fact]
    public async Task Disposing_a_host_that_was_not_stopped_shuts_RayNet_down()
    {
        IHost host = Hosts.Create(builder => builder.Services.AddRayNet());
        await host.StartAsync(Cancelled);

        host.Dispose();

        Assert.False(Ray.IsInitialized);
    }

    [Fact]
    public async Task Services_may_be_disposed_synchronously()
    {
        ServiceProvider services = new ServiceCollection().AddRayNet().BuildServiceProvider();
        IHostedLifecycleService rayNet = Assert.IsAssignableFrom<IHostedLifecycleService>(services.GetRequiredService<IHostedService>());
        await rayNet.StartingAsync(Cancelled);

        services.Dispose();

        Assert.False(Ray.IsInitialized);
    }

    [Theory]
    [InlineData(-1)]
    public async Task Invalid_option_fails_the_start_of_the_host_and_names_the_option(double cpus)
    {
        using IHost host = Hosts.Create(builder => builder.Services.AddRayNet(options => options.NumCpus = cpus));

        InvalidOptionException error = await Assert.ThrowsAsync<InvalidOptionException>(() => host.StartAsync(Cancelled));

        Assert.Contains("NumCpus", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_RayNet_twice_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddRayNet().AddRayNet());
}
