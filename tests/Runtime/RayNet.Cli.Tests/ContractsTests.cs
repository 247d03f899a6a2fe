using System.Diagnostics;
using System.Text.Json;
using RayNet.Cli.Tests.Harness;

namespace RayNet.Cli.Tests;

/// <summary><c>raynet contracts</c>, in this process.</summary>
public sealed class ContractsTests : IDisposable
{
    private const string Old = """
        # a comment
        task Tasks.A(Data) -> int #00000000000000aa
        type Data : class
        member Data #0 X : int, required

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("raynet-contracts-").FullName;

    public void Dispose()
    {
        foreach (string file in Directory.GetFiles(_root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("member Data #0 X : int, required", "member Data #0 X : long, required", 1, "breaks values", "'Data.X' was 'int' and is 'long'")]
    [InlineData("task Tasks.A(Data) -> int #00000000000000aa", "task Tasks.B(Data) -> int #00000000000000bb", 1, "breaks calls", "'Tasks.A(Data) -> int' is gone")]
    [InlineData("type Data : class", "type Data : class\nmember Data #1 Y : string", 0, "addition", "is compatible with")]
    [InlineData("# a comment", "# another", 0, "Nothing has changed", "Nothing has changed")]
    [InlineData("type Data : class", "type Data : class\nreserved member Data #1 Y : string", 0, "Nothing has changed", "Nothing has changed")]
    public async Task Two_files_are_compared(string before, string after, int exitCode, string effect, string message)
    {
        Outcome outcome = await DiffAsync(Old.Replace(before, after, StringComparison.Ordinal), json: false);
        outcome.Expect(exitCode);
        Assert.Contains(effect, outcome.Output, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_json()
    {
        Outcome outcome = await DiffAsync(Old.Replace("X : int", "Y : int", StringComparison.Ordinal), json: true);
        JsonElement found = JsonDocument.Parse(outcome.Expect(1).Output).RootElement;
        Assert.False(found.GetProperty("isCompatible").GetBoolean());
        JsonElement change = Assert.Single(found.GetProperty("changes").EnumerateArray());
        Assert.Equal("breaksValues", change.GetProperty("effect").GetString());
        Assert.Equal("member Data #0 X : int, required", Assert.Single(change.GetProperty("removed").EnumerateArray()).GetString());
        Assert.Equal("member Data #0 Y : int, required", Assert.Single(change.GetProperty("added").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_file_alone_is_compared_with_its_version_in_git()
    {
        string file = Path.Combine(_root, "RayNet.Contracts.txt");
        await File.WriteAllTextAsync(file, Old);
        (await RunAsync("contracts", "diff", file)).Expect(2);
        await GitAsync("init", "-q");
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first");
        Assert.Contains("Nothing has changed", (await RunAsync("contracts", "diff", _root)).Expect(0).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, Old.Replace("int, required", "long, required", StringComparison.Ordinal));
        Assert.Contains("breaks builds with HEAD:", (await RunAsync("contracts", "diff", file)).Expect(1).Output, StringComparison.Ordinal);
        Assert.Contains("'nowhere'", (await RunAsync("contracts", "diff", file, "--revision", "nowhere")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_makes_a_file_once()
    {
        Assert.Contains("RN3003", (await RunAsync("contracts", "init", _root)).Expect(0).Output, StringComparison.Ordinal);
        string made = await File.ReadAllTextAsync(Path.Combine(_root, "RayNet.Contracts.txt"));
        Assert.StartsWith("#", made, StringComparison.Ordinal);
        Assert.Contains("is there already", (await RunAsync("contracts", "init", _root)).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no folder", (await RunAsync("contracts", "init", Path.Combine(_root, "none"))).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named()
    {
        Outcome outcome = await DiffAsync(Old + "<<<<<<< ours\n", json: false);
        Assert.Contains("Line 5 of", outcome.Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no file", (await RunAsync("contracts", "diff", Path.Combine(_root, "none.txt"))).Expect(2).Errors, StringComparison.Ordinal);
    }

    private async Task<Outcome> DiffAsync(string now, bool json)
    {
        string[] files = [Path.Combine(_root, "old.txt"), Path.Combine(_root, "new.txt")];
        await File.WriteAllTextAsync(files[0], Old);
        await File.WriteAllTextAsync(files[1], now);
        return await RunAsync(["contracts", "diff", .. files, .. json ? ["--json"] : Array.Empty<string>()]);
    }

    private async Task GitAsync(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _root })!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }

    private static async Task<Outcome> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = await CommandLine.RunAsync(args, output, errors);
        return new Outcome(exitCode, output.ToString(), errors.ToString());
    }
}
