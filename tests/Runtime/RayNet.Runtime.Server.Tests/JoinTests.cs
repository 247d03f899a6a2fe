using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Cluster;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Server.Processes;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests;

/// <summary>A program joins a node in the moment of its end: the head has it as alive yet, and its socket is still in its folder.</summary>
public sealed class JoinTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_that_joins_a_node_which_has_just_ended_is_told_so_and_what_to_do()
    {
        string lane = _folder.File("n.sock");
        await File.WriteAllTextAsync(lane, string.Empty);
        await using ClusterProcess head = await StartAsync(lane);

        await IsToldAsync(head);
    }

    [Fact]
    public async Task So_is_one_whose_node_ends_between_the_connection_and_the_greeting()
    {
        string lane = _folder.File("n.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(lane));
        listener.Listen();
        Task ending = EndAsync(listener);
        await using ClusterProcess head = await StartAsync(lane);

        await IsToldAsync(head);
        await ending;
    }

    [Fact]
    public async Task So_is_one_without_a_node_beside_it_when_the_node_of_the_head_ends()
    {
        await using ClusterProcess head = await StartAsync(string.Empty);

        await IsToldAsync(head, far: true);
    }

    private async Task IsToldAsync(ClusterProcess head, bool far = false)
    {
        var options = new RayOptions { SetAsDefault = false, LogToDriver = false };
        RayException error = await Assert.ThrowsAsync<RayException>(() => AddressCluster.StartAsync(options, head.Address.ToString(), CancellationToken.None, far: far).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(RayErrorCode.ClusterUnreachable, error.Code);
        Assert.Contains("Node beside ended while the program joined it", error.Message, StringComparison.Ordinal);
        Assert.Contains("Start the program again", error.Message, StringComparison.Ordinal);

        // What the program listened at meanwhile is gone.
        Assert.Empty(Directory.GetFiles(_folder.Path, "d-*.sock"));
    }

    private static async Task EndAsync(Socket listener) => (await listener.AcceptAsync()).Dispose();

    private Task<ClusterProcess> StartAsync(string lane) => ClusterProcess.StartAsync(
        new ProcessOptions
        {
            SessionRoot = _folder.File("a"),
            NodeName = "beside",
            CreateNode = () => new ReportingNodeHost { BreaksLinks = true, Announce = info => info with { Lane = lane, Machine = MachineId.Current } },
        },
        TimeProvider.System,
        NullLoggerFactory.Instance);
}
