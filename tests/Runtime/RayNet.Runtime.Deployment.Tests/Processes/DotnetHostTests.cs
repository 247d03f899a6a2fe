using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Deployment.Tests.Processes;

public sealed class DotnetHostTests
{
    private const string Runtime = "/opt/net/shared/Microsoft.NETCore.App/10.0.0/";

    [Theory]
    [InlineData("/usr/bin/dotnet", new[] { "/usr/bin/dotnet", "/opt/net/dotnet" }, "/usr/bin/dotnet")]
    [InlineData("/app/App", new[] { "/opt/net/dotnet", "/root1/dotnet" }, "/opt/net/dotnet")]
    [InlineData("/app/App", new[] { "/path1/dotnet", "/root1/dotnet", "/host/dotnet" }, "/host/dotnet")]
    [InlineData("/app/App", new[] { "/path1/dotnet", "/root1/dotnet" }, "/root1/dotnet")]
    [InlineData("/app/App", new[] { "/path2/dotnet", "/usr/lib/dotnet/dotnet" }, "/path2/dotnet")]
    [InlineData(null, new[] { "/usr/lib/dotnet/dotnet" }, "/usr/lib/dotnet/dotnet")]
    public void The_one_that_runs_this_process_comes_first_then_what_the_environment_says(string? process, string[] existing, string expected)
    {
        var variables = new Dictionary<string, string> { ["DOTNET_HOST_PATH"] = "/host/dotnet", ["DOTNET_ROOT"] = "/root1", ["PATH"] = "/path1:/path2" };

        Assert.Equal(expected, DotnetHost.Find(process, Runtime, variables.GetValueOrDefault, path => existing.Contains(Path.GetFullPath(path))));
    }

    [Fact]
    public void Without_any_the_error_says_what_to_install() =>
        Assert.Contains("DOTNET_ROOT", Assert.Throws<WorkerCrashedException>(() => DotnetHost.Find("/app/App", Runtime, static _ => null, static _ => false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Here_it_is_found() => Assert.True(File.Exists(DotnetHost.Find()));
}
