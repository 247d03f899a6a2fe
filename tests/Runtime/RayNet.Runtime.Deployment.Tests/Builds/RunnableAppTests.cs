using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class RunnableAppTests : IDisposable
{
    private const string FrameworkDependent = """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }""";
    private const string SelfContained = """{ "runtimeOptions": { "tfm": "net10.0", "includedFrameworks": [ { "name": "Microsoft.NETCore.App", "version": "10.0.0" } ] } }""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dotnet")]
    [InlineData("App")]
    public void A_program_is_found_however_it_was_started(string process)
    {
        Build("App", FrameworkDependent);

        RunnableApp app = RunnableApp.Locate(Facts("App", "App", process));

        Assert.Equal(new RunnableApp(_folder.Path, "App.dll", BuildKind.FrameworkDependent, "net10.0"), app);
        Assert.Equal(_folder["App.deps.json"], app.DepsFile);
        Assert.Equal(_folder["App.runtimeconfig.json"], app.RuntimeConfig);
    }

    [Theory]
    [InlineData("testhost")]
    [InlineData("RayNet.Runtime.Worker")]
    public void The_program_is_the_one_whose_dependencies_were_read_not_the_host_that_was_started(string entry)
    {
        Build("App", FrameworkDependent);
        _folder.Write(entry + ".dll");
        _folder.Write(entry + ".runtimeconfig.json", FrameworkDependent);

        Assert.Equal("App.dll", RunnableApp.Locate(Facts("App", entry, "dotnet")).Entry);
    }

    [Fact]
    public void A_program_without_a_file_of_dependencies_is_found_by_its_assembly()
    {
        _folder.Write("script.dll");
        _folder.Write("script.runtimeconfig.json", FrameworkDependent);

        Assert.Equal("script.dll", RunnableApp.Locate(Facts(null, "script", "script")).Entry);
    }

    [Fact]
    public void A_program_that_brings_its_runtime_is_self_contained()
    {
        Build("App", SelfContained);

        Assert.Equal(BuildKind.SelfContained, RunnableApp.Locate(Facts("App", "App", "App")).Kind);
    }

    [Fact]
    public void Without_an_assembly_the_binary_is_the_program()
    {
        RunnableApp app = RunnableApp.Locate(Facts(null, "App", "App"));

        Assert.Equal(new RunnableApp(_folder.Path, "App", BuildKind.Native, "net10.0"), app);
        Assert.Equal("App", app.Name);
    }

    [Fact]
    public void An_assembly_that_others_cannot_start_is_an_error_with_a_remedy() =>
        Assert.Contains("Start its build output", Assert.Throws<InvalidPackageException>(() => RunnableApp.Locate(Facts(null, "App", "dotnet"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_broken_runtime_configuration_is_named()
    {
        Build("App", "{ broken");

        Assert.Contains("App.runtimeconfig.json", Assert.Throws<InvalidPackageException>(() => RunnableApp.Locate(Facts("App", "App", "App"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_working_directory_is_no_program() => Assert.Throws<BuildMismatchException>(() => RunnableApp.From(_folder.Path, Manifests.Folder()));

    [Fact]
    public void These_tests_are_a_program() => Assert.Equal("RayNet.Runtime.Deployment.Tests", RunnableApp.Current().Name);

    private void Build(string name, string runtimeConfig)
    {
        _folder.Write(name + ".dll");
        _folder.Write(name + ".deps.json", "{}");
        _folder.Write(name + ".runtimeconfig.json", runtimeConfig);
    }

    private AppFacts Facts(string? deps, string entry, string process) =>
        new(
            _folder.Path + "/",
            deps is null ? null : $"{_folder[deps + ".deps.json"]};/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/Microsoft.NETCore.App.deps.json",
            entry,
            process == "dotnet" ? "/usr/share/dotnet/dotnet" : _folder[process],
            ".NETCoreApp,Version=v10.0");
}
