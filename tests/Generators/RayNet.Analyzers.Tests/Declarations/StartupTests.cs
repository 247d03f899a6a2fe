using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class StartupTests
{
    [Theory]
    [InlineData("public sealed class {|RN1015:Startup|} { }")]
    [InlineData("public abstract class {|RN1015:Startup|} : IRayStartup { public abstract void ConfigureServices(IServiceCollection services); }")]
    [InlineData("public sealed class {|RN1015:Startup|}(int x) : IRayStartup { public void ConfigureServices(IServiceCollection services) => _ = x; }")]
    public Task RN1015_classes_that_cannot_be_built(string declaration) => Expect.DiagnosticsAsync(
        "using Microsoft.Extensions.DependencyInjection; [RayStartup] " + declaration,
        "'Startup' cannot be the startup class; mark one class of the assembly that implements IRayStartup, is neither abstract nor generic, and has a public parameterless constructor");

    [Fact]
    public Task RN1015_a_generic_class() => Expect.DiagnosticsAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        [RayStartup] public sealed class {|RN1015:Startup|}<T> : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        """);

    [Fact]
    public Task RN1001_a_private_class() => Expect.DiagnosticsAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        public static class Outer
        {
            [RayStartup] private sealed class {|RN1001:Startup|} : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        }
        """);

    [Fact]
    public Task RN1015_two_classes() => Expect.DiagnosticsAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        [RayStartup] public sealed class {|RN1015:A|} : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        [RayStartup] public sealed class {|RN1015:B|} : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        """);

    [Fact]
    public Task One_class_is_silent() => Expect.SilenceAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        [RayStartup] public sealed class Startup : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        public sealed class Other : IRayStartup { public void ConfigureServices(IServiceCollection services) { } }
        """);
}
