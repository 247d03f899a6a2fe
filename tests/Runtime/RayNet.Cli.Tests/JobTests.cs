using RayNet.Cli.Tests.Harness;

namespace RayNet.Cli.Tests;

/// <summary><c>raynet job</c>, with a real program.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task A_submitted_program_runs_and_the_command_ends_as_it_does()
    {
        await using var session = new ToolSession();
        string work = Path.Combine(session.Folder, "w");
        Directory.CreateDirectory(work);
        await File.WriteAllTextAsync(Path.Combine(work, "data.txt"), "1");
        (await session.StartHeadAsync()).Expect(0);

        Outcome said = (await session.RunAsync("job", "submit", "--env", "GREETING=hello=you", "--working-dir", work, "--", TestApp.Folder, "say", "a b", "--json")).Expect(0);
        Assert.Contains("words: a b|--json", said.Output, StringComparison.Ordinal);
        Assert.Contains("variable: hello=you", said.Output, StringComparison.Ordinal);
        Assert.Contains($"address: {session.Head.Address}", said.Output, StringComparison.Ordinal);
        Assert.Contains("files: data.txt", said.Output, StringComparison.Ordinal);
        Assert.Contains("a warning", said.Output, StringComparison.Ordinal);

        Outcome failed = (await session.RunAsync("job", "submit", "--submission-id", "fails", "--", TestApp.Binary, "exit", "7")).Expect(7);
        Assert.Contains("exit code 7", failed.Errors, StringComparison.Ordinal);
        Assert.Equal("failed", (await session.RunAsync("job", "status", "fails", "--json")).Expect(0).Json.GetProperty("status").GetString());
        Assert.Contains("ends with 7", (await session.RunAsync("job", "logs", "fails")).Expect(0).Output, StringComparison.Ordinal);

        (await session.RunAsync("job", "submit", "--submission-id", "fails", "--no-wait", "--", TestApp.Assembly, "wait")).Expect(1);
        (await session.RunAsync("job", "status", "nobody")).Expect(1);
        Assert.Equal(2, (await session.RunAsync("job", "list", "--json")).Expect(0).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_job_that_is_stopped_says_so_to_whoever_waits()
    {
        await using var session = new ToolSession();
        (await session.StartHeadAsync()).Expect(0);
        using System.Diagnostics.Process waiting = session.Start("job", "submit", "--submission-id", "waits", "--", TestApp.Assembly, "wait");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Equal("waits", await waiting.StandardOutput.ReadLineAsync(limit.Token));
        Assert.Equal("running", (await session.RunAsync("job", "status", "waits", "--json")).Expect(0).Json.GetProperty("status").GetString());

        (await session.RunAsync("job", "stop", "waits")).Expect(0);

        await waiting.WaitForExitAsync(limit.Token);
        Assert.Equal(5, waiting.ExitCode);
        Assert.Contains("had ended already", (await session.RunAsync("job", "stop", "waits")).Expect(0).Output, StringComparison.Ordinal);
    }
}
