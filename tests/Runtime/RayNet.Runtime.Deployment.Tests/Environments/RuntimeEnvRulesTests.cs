using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Environments;

namespace RayNet.Runtime.Deployment.Tests.Environments;

public sealed class RuntimeEnvRulesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_environment_is_accepted_and_has_no_files()
    {
        Assert.Null(await RuntimeEnvRules.ReadWorkingDirectoryAsync(new RuntimeEnv(), CancellationToken.None));
    }

    [Theory]
    [InlineData("", "x", "at least one character")]
    [InlineData("A=B", "x", "neither '='")]
    [InlineData("A\0", "x", "NUL")]
    [InlineData("RAYNET_TOKEN", "x", "belong to RayNet")]
    [InlineData("raynet_anything", "x", "belong to RayNet")]
    [InlineData("SECRET", "hush\0hush", "'SECRET'")]
    [InlineData("SECRET", null, "'SECRET'")]
    public void A_variable_that_no_process_can_have_is_named_without_its_value(string name, string? value, string problem)
    {
        var env = new RuntimeEnv { EnvironmentVariables = { [name] = value! } };

        string message = Assert.Throws<InvalidOptionException>(() => RuntimeEnvRules.Check(env)).Message;

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_too_large_is_named() =>
        Assert.Contains("'BIG'", Refused(new RuntimeEnv { EnvironmentVariables = { ["BIG"] = new string('x', 200_000) } }), StringComparison.Ordinal);

    [Fact]
    public void A_working_directory_has_to_be_a_folder_that_is_there()
    {
        Assert.Contains("does not exist", Refused(new RuntimeEnv { WorkingDirectory = _folder["missing"] }), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refused(new RuntimeEnv { WorkingDirectory = string.Empty }), StringComparison.Ordinal);
        Assert.Contains("is a file", Refused(new RuntimeEnv { WorkingDirectory = _folder.Write("file") }), StringComparison.Ordinal);
        Assert.Contains("root of a disk", Refused(new RuntimeEnv { WorkingDirectory = "/" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_and_patterns_are_checked()
    {
        Assert.Contains("MaxWorkingDirectorySize is 0", Refused(new RuntimeEnv { MaxWorkingDirectorySize = 0 }), StringComparison.Ordinal);
        Assert.Contains("nothing to exclude from", Refused(new RuntimeEnv { Exclude = { "*.tmp" } }), StringComparison.Ordinal);
        foreach (string pattern in (string[])["", " ", "/", "a\\b"])
        {
            Assert.Contains($"'{pattern}'", Refused(new RuntimeEnv { WorkingDirectory = _folder.Path, Exclude = { pattern } }), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_working_directory_is_read_without_what_is_excluded()
    {
        _folder.Write("keep/a.txt", "a");
        _folder.Write("b.tmp");

        AppDeployment? files = await RuntimeEnvRules.ReadWorkingDirectoryAsync(new RuntimeEnv { WorkingDirectory = _folder.Path, Exclude = { "*.tmp" } }, CancellationToken.None);

        Assert.Equal(BuildKind.Folder, files!.Manifest.Kind);
        Assert.Equal(["keep/a.txt"], files.Manifest.Files.Select(static file => file.Path));
    }

    [Fact]
    public async Task A_working_directory_that_is_too_large_names_its_largest_files_and_the_option()
    {
        _folder.Write("large.bin", new string('x', 600));
        _folder.Write("small.bin", new string('x', 500));

        var error = await Assert.ThrowsAsync<InvalidOptionException>(async () => await RuntimeEnvRules.ReadWorkingDirectoryAsync(new RuntimeEnv { WorkingDirectory = _folder.Path, MaxWorkingDirectorySize = 1000 }, CancellationToken.None));

        Assert.Contains("large.bin (600 bytes)", error.Message, StringComparison.Ordinal);
        Assert.Contains("RuntimeEnv.MaxWorkingDirectorySize", error.Message, StringComparison.Ordinal);
    }

    private static string Refused(RuntimeEnv env) => Assert.Throws<InvalidOptionException>(() => RuntimeEnvRules.Check(env)).Message;
}
