using Microsoft.Extensions.DependencyInjection;

namespace RayNet.Runtime.Tests.Services;

public sealed class ServiceTests
{
    [Fact]
    public async Task Services_come_from_the_marked_startup()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(20, await Shop.PriceRemote(10).Within());
        Assert.Equal(20, await Shop.PriceRemote(amount: Ray.Put(10)).Within());
        Assert.Equal(21, await Pricer.WithTaxRemote(10).Within());
    }

    [Fact]
    public async Task Startup_of_the_options_wins_over_the_marked_one()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.Startup = new ExpensiveStartup());

        Assert.Equal(1000, await Shop.PriceRemote(10).Within());
    }

    [Fact]
    public async Task Missing_service_is_an_error_that_says_where_to_register_it()
    {
        await using TestCluster cluster = TestCluster.Start();

        ServiceMissingException error = await Shop.NeedsMissingRemote().FailsWith<ServiceMissingException>();

        Assert.All((string[])["Shop.NeedsMissing", "IMissing", "[RayStartup]"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scoped_services_live_as_long_as_the_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);

        await Shop.UseScopedRemote(lifecycle.Id).Within();

        await lifecycle.Disposed.Arrived();
        Assert.Equal(["used", "disposed"], lifecycle.Events);
    }

    [Fact]
    public async Task Two_services_of_a_call_come_from_one_scope_and_of_two_calls_from_two()
    {
        await using TestCluster cluster = TestCluster.Start();

        (int first, int second) = await Shop.ScopesRemote().Within();
        (int third, _) = await Shop.ScopesRemote().Within();

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [Fact]
    public async Task Instance_of_an_instance_task_is_disposed_after_the_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);

        Assert.Equal(1, await Disposing.RunRemote(lifecycle.Id).Within());
        Assert.Equal(2, await AsyncDisposing.RunRemote(lifecycle.Id).Within());
        await Disposing.FailRemote(lifecycle.Id).FailsWith<ShopException>();

        await lifecycle.Disposed.Arrived(3);
        Assert.Equal(["ran", "disposed", "ran", "disposed", "failing", "disposed"], lifecycle.Events);
    }

    [Fact]
    public async Task Services_are_injected_into_actor_methods_and_constructors()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Shopkeeper> keeper = Shopkeeper.CreateRemote(1);

        Assert.Equal(21, await keeper.Price(10).Within());
    }

    [Fact]
    public async Task Singletons_are_disposed_at_shutdown()
    {
        TestCluster cluster = TestCluster.Start();
        var lifecycle = Lifecycle.Create(cluster);
        await Shop.UseSingletonRemote(lifecycle.Id).Within();
        Assert.Empty(lifecycle.Events);

        await cluster.DisposeAsync();

        Assert.Equal(["singleton disposed"], lifecycle.Events);
    }

    private sealed class ExpensiveStartup : IRayStartup
    {
        public void ConfigureServices(IServiceCollection services) => services.AddSingleton<IMarket>(new Market(100));
    }
}
