using System.Net;
using System.Net.Sockets;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Server.Heads;
using RayNet.Runtime.Server.Processes;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>One of several heads, on a storage that does what a test says.</summary>
public sealed class SharedHeadTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly LineLogger _log = new();
    private LoneStorage? _storage;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_head_that_cannot_read_the_tables_when_it_is_to_lead_stands_by_and_leads_later()
    {
        await using SharedHead head = await StartAsync(static (load, _) =>
        {
            if (load <= 2)
            {
                throw new TimeoutException("The server does not answer.");
            }
        });

        await AnswerAsync(head);
        Assert.Equal(3, _storage!.Term);
    }

    [Fact]
    public async Task Tables_that_are_damaged_end_the_head_with_the_reason()
    {
        RayException refused = await Assert.ThrowsAsync<RayException>(() => StartAsync(static (_, _) => throw new RayException(RayErrorCode.HeadStoreFailed, "The tables are damaged.")));
        Assert.Equal("The tables are damaged.", refused.Message);
    }

    [Fact]
    public async Task A_head_whose_port_is_taken_while_it_begins_to_lead_waits_for_it()
    {
        TcpListener? other = null;
        await using SharedHead head = await StartAsync(
            (load, port) =>
            {
                // By then the start is over: what goes wrong now is not for whoever started it.
                if (load < 5)
                {
                    throw new TimeoutException("The server does not answer.");
                }

                // The standby has closed it, and the leader has not opened it yet: a connection of any program may get it as its own.
                if (load == 5)
                {
                    other = new TcpListener(IPAddress.Loopback, port);
                    other.Start();
                }
            });
        await _log.SaysAsync("cannot listen");
        other!.Dispose();
        await AnswerAsync(head);
    }

    private static async Task AnswerAsync(SharedHead head)
    {
        using ClusterChannel channel = await ClusterChannel.OpenAsync(ClusterAddress.Parse(head.Record.Address), ClusterCredentials.None);
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                await channel.Head.GetClusterAsync(limit.Token);
                return;
            }
            catch (RayException) when (!limit.IsCancellationRequested && !head.Ended.IsCompleted)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    private Task<SharedHead> StartAsync(Action<int, int> onLoad)
    {
        var options = new ProcessOptions
        {
            SessionRoot = _folder.File("a"),
            CreateNode = static () => new ReportingNodeHost(),
            Shared = new SharedStorageOptions((context, _) => Task.FromResult<ISharedStorage>(_storage = new LoneStorage(context, load => onLoad(load, context.Port))), LeaseTimes.Default),
        };
        return SharedHead.StartAsync(options, TimeProvider.System, _log, CancellationToken.None);
    }
}
