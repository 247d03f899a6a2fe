using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace RayNet.Hosting.Tests;

public sealed class RayOptionsFactoryTests
{
    [Fact]
    public void Logger_factory_and_clock_of_the_host_are_used()
    {
        var clock = new FakeTimeProvider();

        RayOptions options = Create(services => services.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance));

        Assert.Same(clock, options.TimeProvider);
        Assert.Same(NullLoggerFactory.Instance, options.LoggerFactory);
    }

    [Fact]
    public void Without_a_host_the_defaults_stay()
    {
        RayOptions options = Create(static _ => { });

        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.Null(options.LoggerFactory);
    }

    [Fact]
    public void Configuration_sets_options()
    {
        RayOptions options = Create(services => AddSettings(
            services,
            ("NumCpus", "2.5"),
            ("numgpus", "1"),
            ("Memory", "1000"),
            ("ObjectStoreMemory", "2000000"),
            ("ObjectSpillingDirectory", "spilled"),
            ("Namespace", "shop"),
            ("SetAsDefault", "false"),
            ("IgnoreReinit", "true"),
            ("Seed", "7"),
            ("InfeasibleWarningDelay", "00:00:02"),
            ("ShutdownTimeout", "00:00:30"),
            ("Resources:disk", "3"),
            ("RuntimeEnv:WorkingDirectory", "data"),
            ("RuntimeEnv:MaxWorkingDirectorySize", "5"),
            ("RuntimeEnv:EnvironmentVariables:MODE", "fast"),
            ("RuntimeEnv:Exclude:0", "*.tmp")));

        Assert.Equal(2.5, options.NumCpus);
        Assert.Equal(1, options.NumGpus);
        Assert.Equal(1000, options.Memory);
        Assert.Equal(2_000_000, options.ObjectStoreMemory);
        Assert.Equal("spilled", options.ObjectSpillingDirectory);
        Assert.Equal("shop", options.Namespace);
        Assert.False(options.SetAsDefault);
        Assert.True(options.IgnoreReinit);
        Assert.Equal(7, options.Seed);
        Assert.Equal(TimeSpan.FromSeconds(2), options.InfeasibleWarningDelay);
        Assert.Equal(TimeSpan.FromSeconds(30), options.ShutdownTimeout);
        Assert.Equal(3, options.Resources["disk"]);
        Assert.Equal("data", options.RuntimeEnv.WorkingDirectory);
        Assert.Equal(5, options.RuntimeEnv.MaxWorkingDirectorySize);
        Assert.Equal("fast", options.RuntimeEnv.EnvironmentVariables["MODE"]);
        Assert.Equal(["*.tmp"], options.RuntimeEnv.Exclude);
    }

    [Fact]
    public void A_misspelt_setting_of_the_runtime_environment_is_an_error() =>
        Assert.Contains("RuntimeEnv:WorkingDir", Assert.Throws<InvalidOptionException>(() => Create(services => AddSettings(services, ("RuntimeEnv:WorkingDir", "x")))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_option_that_configuration_can_hold_can_be_configured()
    {
        IEnumerable<string> configurable = typeof(RayOptions).GetProperties()
            .Where(property => !property.PropertyType.IsInterface || property.Name == nameof(RayOptions.Resources))
            .Where(property => property.PropertyType != typeof(TimeProvider))
            .Select(property => property.Name);

        string message = Assert.Throws<InvalidOptionException>(() => Create(services => AddSettings(services, ("Misspelt", "1")))).Message;

        Assert.All(configurable, name => Assert.Contains(name, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_has_the_last_word()
    {
        RayOptions options = Create(services => AddSettings(services, ("NumCpus", "2")), options => options.NumCpus = 8);

        Assert.Equal(8, options.NumCpus);
    }

    [Theory]
    [InlineData("NumCpus", "many", "a number")]
    [InlineData("Resources:disk", "", "a number")]
    [InlineData("SetAsDefault", "perhaps", "true or false")]
    [InlineData("ShutdownTimeout", "soon", "a duration")]
    public void Wrong_value_in_the_configuration_is_named(string key, string value, string expected)
    {
        InvalidOptionException error = Assert.Throws<InvalidOptionException>(() => Create(services => AddSettings(services, (key, value))));

        Assert.Contains($"'RayNet:{key}' to '{value}', which is not {expected}", error.Message, StringComparison.Ordinal);
    }

    private static RayOptions Create(Action<IServiceCollection> register, Action<RayOptions>? configure = null)
    {
        var services = new ServiceCollection();
        register(services);
        using ServiceProvider provider = services.BuildServiceProvider();
        return new RayOptionsFactory(provider, (_, options) => configure?.Invoke(options)).Create();
    }

    private static void AddSettings(IServiceCollection services, params (string Key, string Value)[] settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"RayNet:{setting.Key}", (string?)setting.Value)))
            .Build();
        services.AddSingleton<IConfiguration>(configuration);
    }
}
