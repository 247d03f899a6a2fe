using RayNet.Cli.Tests.Harness;

namespace RayNet.Cli.Tests;

/// <summary>What is said wrong on the command line, in this process.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"rc-{Guid.NewGuid():n}"[..13]);

    public static TheoryData<string, string> Wrong => new()
    {
        { "bogus", "bogus" },
        { "start --session-dir ROOT", "--head" },
        { "start --head --address 127.0.0.1:1", "Give one of them" },
        { "start --head --resources cpu=x --session-dir ROOT", "cpu is 'x'" },
        { "start --head --resources cpu=-1 --session-dir ROOT", "cpu is" },
        { "start --head --resources {\"cpu\":\"a\"} --session-dir ROOT", "JSON" },
        { "start --head --num-cpus -2 --session-dir ROOT", "--num-cpus" },
        { "start --head --labels zone --session-dir ROOT", "key=value" },
        { "start --head --object-store-memory much --session-dir ROOT", "no size" },
        { "start --head --workers-per-job 0 --session-dir ROOT", "--workers-per-job" },
        { "start --head --port 70000 --session-dir ROOT", "65535" },
        { "start --head --stop-grace-period soon --session-dir ROOT", "no time" },
        { "start --head --head-timeout soon --session-dir ROOT", "no time" },
        { "start --head --join a:1 --storage memory --session-dir ROOT", "Give one of them" },
        { "start --head --join a:1 --leader-lease 100ms --session-dir ROOT", "500 ms at least" },
        { "start --head --join a:1 --new-cluster --session-dir ROOT", "an empty storage" },
        { "list actors --limit 0 --session-dir ROOT", "--limit" },
        { "list placement-groups --limit 0 --session-dir ROOT", "--limit" },
        { "job submit", "app" },
        { "job submit --json --session-dir ROOT -- ./nothing", "--no-wait" },
        { "status --timeout x --session-dir ROOT", "no time" },
    };

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_meant_is_said_in_a_line_and_ends_with_2(string arguments, string expected)
    {
        Outcome outcome = await RunAsync(arguments);
        outcome.Expect(2);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.All(outcome.Errors.Trim().Split('\n'), line => Assert.StartsWith("raynet: ", line, StringComparison.Ordinal));
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("status --address raynet://nowhere.invalid:1?tls=off", 3, "nowhere.invalid")]
    [InlineData("health-check --address 127.0.0.1:1", 3, "127.0.0.1:1")]
    [InlineData("status --address 192.0.2.1:6380", 4, "fp=")]
    [InlineData("status --address host:port", 1, "no port")]
    [InlineData("status --session-dir ROOT", 3, "raynet start --head")]
    [InlineData("stop --session-dir ROOT", 0, "Nothing to stop")]
    public async Task A_cluster_that_is_not_there_has_an_exit_code_of_its_own(string arguments, int exitCode, string expected)
    {
        Outcome outcome = (await RunAsync(arguments)).Expect(exitCode);
        Assert.Contains(expected, outcome.Errors + outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "health-check")]
    [InlineData("job --help", "submit")]
    [InlineData("start --help", "--insecure-plaintext")]
    public async Task Help_is_shown_on_the_output(string arguments, string expected) =>
        Assert.Contains(expected, (await RunAsync(arguments)).Expect(0).Output, StringComparison.Ordinal);

    private async Task<Outcome> RunAsync(string arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] args = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "ROOT" ? _root : word)];
        int exitCode = await CommandLine.RunAsync(args, output, errors);
        return new Outcome(exitCode, output.ToString(), errors.ToString());
    }
}
