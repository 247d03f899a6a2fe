using System.Text.RegularExpressions;

namespace RayNet.Testing.Tests;

/// <summary>Objects between two nodes of the command with TLS, which go over connections and not from one store to the other.</summary>
public sealed partial class SealedTransferTests : IDisposable
{
    private static readonly string[] Far = ["env", "RAYNET_NEAR_STORES=0"];

    private readonly string _folder = Directory.CreateTempSubdirectory("rt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Objects_go_both_ways_and_connections_are_used_again()
    {
        using ToolProcess head = Start("a", "head", "--head", "--port", "0", "--tls");
        string address = Address().Match(await head.LineAsync("raynet start --address")).Groups["address"].Value;
        Assert.Contains("fp=", address, StringComparison.Ordinal);
        using ToolProcess node = Start("b", "far", "--address", address);
        await node.LineAsync("has joined");
        using DriverProcess driver = DriverProcess.Start(address);
        Assert.Equal("joined", await driver.ReadAsync());

        for (int round = 0; round < 3; round++)
        {
            // The driver is beside one of the two.
            Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum head"));
            Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum far"));
            foreach (string on in new[] { "head", "far" })
            {
                Assert.StartsWith("kept", await driver.AskAsync($"keep {on}"), StringComparison.Ordinal);
                Assert.Equal($"read {8 << 20}", await driver.AskAsync("read"));
            }
        }
    }

    private ToolProcess Start(string session, string resource, params string[] arguments) => ToolProcess.Start(
        Far,
        Path.Combine(_folder, "home"),
        [.. arguments, "--session-dir", Path.Combine(_folder, session), "--num-cpus", "2", "--resources", $"{resource}=10", "--object-store-memory", "128MiB"]);

    [GeneratedRegex("--address '(?<address>[^']+)'")]
    private static partial Regex Address();
}
