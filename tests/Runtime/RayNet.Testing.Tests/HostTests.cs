using System.Text.RegularExpressions;

namespace RayNet.Testing.Tests;

/// <summary>
/// Two hosts with a cable between them: network namespaces of this machine, with token and TLS. Where they are not permitted, both nodes are on
/// the loopback interface, and nothing is cut; the test's output says so.
/// </summary>
public sealed partial class HostTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rh-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_host_that_is_cut_off_for_a_moment_comes_back_with_its_work()
    {
        await RunAsync("2m", async (head, node, driver, isCut) =>
        {
            Assert.Equal("kept 1", await driver.AskAsync("keep far"));
            if (isCut)
            {
                (int headPosition, int nodePosition) = (head.Position, node.Position);
                await NetworkNamespaces.SetLinkAsync(up: false);
                await head.LineAsync("broke", headPosition);
                await node.LineAsync("broke", nodePosition);
                await NetworkNamespaces.SetLinkAsync(up: true);
                await node.LineAsync("Connected to the head", nodePosition);
            }

            Assert.Equal($"read {8 << 20}", await driver.AskAsync("read"));
            Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum far"));
            Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum head"));
        });
    }

    [Fact]
    public async Task A_host_that_stays_away_is_given_up_and_comes_back_as_a_new_node()
    {
        await RunAsync("1s", async (head, node, driver, isCut) =>
        {
            if (!isCut)
            {
                return;
            }

            (int headPosition, int nodePosition) = (head.Position, node.Position);
            await NetworkNamespaces.SetLinkAsync(up: false);
            await head.LineAsync("is gone", headPosition);
            await node.LineAsync("broke", nodePosition);
            await NetworkNamespaces.SetLinkAsync(up: true);

            await node.LineAsync("joins again as a new node", nodePosition);
            await node.LineAsync("The node is back as", nodePosition);
            Assert.Contains("failed", await driver.AskAsync("sum head"));
        });
    }

    private async Task RunAsync(string gracePeriod, Func<ToolProcess, ToolProcess, DriverProcess, bool, Task> act)
    {
        (NetworkNamespaces? namespaces, string problem) = await NetworkNamespaces.TryCreateAsync();
        try
        {
            output.WriteLine(namespaces is null ? $"Network namespaces are not permitted here ({problem.Trim()}): this ran on the loopback interface, and cut nothing." : "This ran in two network namespaces.");
            await RunAsync(namespaces is not null, gracePeriod, act);
        }
        finally
        {
            if (namespaces is not null)
            {
                await namespaces.DisposeAsync();
            }
        }
    }

    private async Task RunAsync(bool isCut, string gracePeriod, Func<ToolProcess, ToolProcess, DriverProcess, bool, Task> act)
    {
        string home = Path.Combine(_folder, "home");
        string[] security = isCut ? ["--host", NetworkNamespaces.FirstHost] : ["--tls"];
        using var head = ToolProcess.Start(
            isCut ? NetworkNamespaces.InFirst : [],
            home,
            ["--head", "--port", "0", .. security, "--session-dir", Path.Combine(_folder, "a"), "--num-cpus", "2", "--resources", "head=10", "--object-store-memory", "128MiB", "--node-grace-period", gracePeriod]);
        Match join = JoinLine().Match(await head.LineAsync("raynet start --address"));
        Assert.True(join.Success && join.Groups["address"].Value.Contains("fp=", StringComparison.Ordinal), join.Value);
        string address = join.Groups["address"].Value;
        string? token = join.Groups["token"] is { Success: true, Value: var file } ? file : null;
        Assert.Equal(isCut, token is not null);
        string[] tokenOption = token is null ? [] : ["--token-file", token];

        using var node = ToolProcess.Start(
            isCut ? NetworkNamespaces.InSecond : [],
            home,
            ["--address", address, .. tokenOption, "--session-dir", Path.Combine(_folder, "b"), "--num-cpus", "2", "--resources", "far=10", "--object-store-memory", "128MiB"]);
        await node.LineAsync("has joined");

        using (var stranger = DriverProcess.Start(address.Replace("fp=", $"fp={new string('0', 64)}&was=", StringComparison.Ordinal).Split("&was=")[0], token, isCut ? NetworkNamespaces.InSecond : []))
        {
            Assert.StartsWith("refused", await stranger.ReadAsync(), StringComparison.Ordinal);
        }

        using var driver = DriverProcess.Start(address, token, isCut ? NetworkNamespaces.InSecond : []);
        Assert.Equal("joined", await driver.ReadAsync());
        Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum head"));
        Assert.Equal($"sum {8 << 20}", await driver.AskAsync("sum far"));
        await act(head, node, driver, isCut);
    }

    [GeneratedRegex("--address '(?<address>[^']+)'( --token-file (?<token>\\S+))?")]
    private static partial Regex JoinLine();
}
