using RayNet.Cli.Tests.Harness;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;

namespace RayNet.Cli.Tests;

/// <summary>A cluster with token and TLS, from the same and from another user's point of view.</summary>
public sealed class ProtectedClusterTests
{
    private const string Token = "a-token-of-sixteen-or-more";

    [Fact]
    public async Task The_join_address_and_the_token_are_enough_and_each_is_needed()
    {
        await using var head = new ToolSession();
        await using var elsewhere = new ToolSession();
        string tokenFile = Path.Combine(head.Folder, "given");
        SecretFile.Write(tokenFile, Token + "\n");
        Outcome started = (await head.StartHeadAsync("--tls", "--token-file", tokenFile)).Expect(0);
        ProcessRecord record = head.Head;
        Assert.Contains("?fp=", record.Address, StringComparison.Ordinal);
        Assert.Contains(tokenFile, started.Output, StringComparison.Ordinal);

        // On this machine nothing has to be said.
        (await head.RunAsync("health-check")).Expect(0);
        (await elsewhere.RunAsync("health-check", "--address", record.Address, "--token-file", tokenFile)).Expect(0);
        Outcome without = (await elsewhere.RunAsync("health-check", "--address", record.Address)).Expect(4);
        Assert.Contains("--token-file", without.Errors, StringComparison.Ordinal);
        string wrong = string.Concat(record.Address.AsSpan(0, record.Address.Length - 4), record.Address.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000");
        (await elsewhere.RunAsync("health-check", "--address", wrong, "--token-file", tokenFile)).Expect(4);
        Outcome plaintext = (await elsewhere.RunAsync("health-check", "--address", "127.0.0.1:" + record.Address.Split(':')[^1].Split('?')[0])).Expect(3);
        Assert.Contains("TLS", plaintext.Errors, StringComparison.Ordinal);

        (await elsewhere.RunAsync("start", "--address", record.Address, "--token-file", tokenFile)).Expect(0);
        Assert.Equal(2, (await head.RunAsync("memory", "--json")).Expect(0).Json.GetProperty("stores").GetArrayLength());
    }

    [Fact]
    public async Task A_token_on_the_command_line_goes_to_the_process_by_its_environment()
    {
        await using var session = new ToolSession();
        (await session.StartHeadAsync("--token", Token)).Expect(0);
        ProcessRecord head = session.Head;

        Assert.DoesNotContain(Token, await File.ReadAllTextAsync($"/proc/{head.Identity.Pid}/cmdline"), StringComparison.Ordinal);

        // It reads only what nobody else may read.
        Assert.Equal(Token, SecretFile.ReadToken(head.TokenFile));
        (await session.RunAsync("health-check")).Expect(0);
        (await session.RunAsync("stop")).Expect(0);
        Assert.False(File.Exists(head.TokenFile));
    }
}
