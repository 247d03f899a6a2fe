using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Server.Processes;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Heads and nodes as <c>raynet start</c> composes them, with a node that runs no work.</summary>
public sealed class ClusterProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_head_and_a_node_make_a_cluster_that_ends_with_its_head(bool isProtected)
    {
        SecurityOptions security = new() { Home = _folder.File("home"), UseTls = isProtected, Token = isProtected ? "sixteen-characters" : null };
        await using ClusterProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), Security = security, CreateNode = Create, NodeName = "first" });
        Assert.Equal(isProtected, head.Address.Fingerprint is not null);
        await using ClusterProcess node = await StartAsync(new ProcessOptions
        {
            SessionRoot = _folder.File("b"),
            Head = head.Address,
            Credentials = new ClusterCredentials { Token = security.Token },
            CreateNode = Create,
            NodeName = "second",
        });

        NodeRecord[] nodes = [.. head.Head!.State.Nodes.Values];
        Assert.Equal(["first", "second"], nodes.Select(record => record.Info.Name).Order());
        Assert.Equal(node.Record.ClusterId, head.Record.ClusterId);

        // A node is reached as the head is: with the same token, and a certificate that the head has signed.
        using ClusterChannel channel = await ClusterChannel.OpenAsync(head.Address, new ClusterCredentials { Token = security.Token });
        await channel.Head.GetClusterAsync();
        using ClusterChannel peer = ClusterChannel.ToPeer(ClusterAddress.Parse(nodes.First(record => record.Info.Name == "second").Info.Address), channel.Credentials, channel.IsTls, default, ConnectionOptions.Default);
        Assert.Equal("second", (await peer.Node.GetStateAsync()).Info.Name);

        await head.StopAsync("The test is over.");

        Assert.Equal("The test is over.", await node.Ended.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(new ProcessRegistry(_folder.File("a")).List());
    }

    [Fact]
    public async Task A_second_head_of_a_session_folder_is_refused_and_the_first_goes_on()
    {
        var options = new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create };
        await using ClusterProcess head = await StartAsync(options);

        InvalidOptionException refused = await Assert.ThrowsAsync<InvalidOptionException>(() => StartAsync(options));

        Assert.Contains("--session-dir", refused.Message, StringComparison.Ordinal);
        using ClusterChannel channel = await ClusterChannel.OpenAsync(head.Address, ClusterCredentials.None);
        await channel.Head.GetClusterAsync();
    }

    [Fact]
    public async Task A_start_that_fails_leaves_nothing()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var options = new ProcessOptions { SessionRoot = _folder.File("a"), Port = port, CreateNode = Create };
        await Assert.ThrowsAsync<InvalidOptionException>(() => StartAsync(options));
        Assert.Empty(new ProcessRegistry(options.SessionRoot).List());
        taken.Stop();

        await using ClusterProcess head = await StartAsync(options);
        Assert.Equal(port, head.Address.Port);
    }

    [Fact]
    public async Task A_node_without_the_token_is_told_so_at_once()
    {
        SecurityOptions security = new() { Home = _folder.File("home"), Token = "sixteen-characters" };
        await using ClusterProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), Security = security, CreateNode = Create });

        RayException refused = await Assert.ThrowsAsync<RayException>(() => StartAsync(new ProcessOptions { SessionRoot = _folder.File("b"), Head = head.Address, CreateNode = Create }));

        Assert.Equal(RayErrorCode.Unauthorized, refused.Code);
    }

    [Fact]
    public async Task A_node_has_what_its_container_allows_unless_it_is_told_otherwise()
    {
        Directory.CreateDirectory(_folder.File("proc/self"));
        Directory.CreateDirectory(_folder.File("sys/fs/cgroup"));
        await File.WriteAllTextAsync(_folder.File("proc/meminfo"), "MemTotal: 8388608 kB\n");
        await File.WriteAllTextAsync(_folder.File("proc/self/cgroup"), "0::/\n");
        await File.WriteAllTextAsync(_folder.File("sys/fs/cgroup/cpu.max"), "100000 100000\n");
        await File.WriteAllTextAsync(_folder.File("sys/fs/cgroup/memory.max"), "1000000000\n");
        var options = new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create, Files = new MachineFiles(_folder.Path), Resources = new Dictionary<string, double> { ["GPU"] = 0 } };
        await using ClusterProcess head = await StartAsync(options);
        await using ClusterProcess told = await StartAsync(options with { SessionRoot = _folder.File("b"), Head = head.Address, NodeName = "told", Resources = new Dictionary<string, double> { ["CPU"] = 16, ["GPU"] = 2 }, StoreCapacity = 1 << 20 });

        NodeInfo found = head.Head!.State.Nodes.Values.First(static node => node.Info.IsHead).Info;
        Assert.Equal((1, 700_000_000, 300_000_000, false), (found.Resources["CPU"], found.Resources["memory"], found.StoreCapacity, found.Resources.ContainsKey("GPU")));
        NodeInfo other = head.Head.State.Nodes.Values.First(static node => node.Info.Name == "told").Info;
        Assert.Equal((16, 2, 1_000_000_000 - (1 << 20)), (other.Resources["CPU"], other.Resources["GPU"], other.Resources["memory"]));
    }

    private static ReportingNodeHost Create() => new();

    private static Task<ClusterProcess> StartAsync(ProcessOptions options) => ClusterProcess.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance);
}
