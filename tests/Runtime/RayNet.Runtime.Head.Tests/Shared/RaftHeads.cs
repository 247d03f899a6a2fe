using System.Net;
using System.Net.Sockets;
using RayNet.Runtime.Head.Raft;
using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>Three heads in this process that agree by Raft, each with a folder of its own. What becomes of processes is tested with processes.</summary>
internal sealed class RaftHeads : IAsyncDisposable
{
    internal static readonly LeaseTimes Times = new(TimeSpan.FromMilliseconds(2_500));

    private readonly TempFolder _folder = new();
    private readonly int[] _ports = [FreePort(), FreePort(), FreePort()];
    private readonly ISharedStorage?[] _storages = new ISharedStorage?[3];

    internal ISharedStorage this[int number] => _storages[number] ?? throw new InvalidOperationException($"Head {number} does not run.");

    internal async Task StartAsync(int number) => _storages[number] = await RaftStorage.OpenAsync(
        string.Join(',', _ports.Select(port => $"127.0.0.1:{port}")),
        SharedStore.Context(Directory.CreateDirectory(_folder.File($"{number}")).FullName, _ports[number], Times),
        CancellationToken.None);

    /// <summary>In place of a head: its port as that of a process that was stopped. The system takes connections, and nobody reads them.</summary>
    internal Socket Hang(int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, _ports[number] + RaftPeers.PortOffset));
        socket.Listen(1_000);
        return socket;
    }

    internal async Task StopAsync(int number)
    {
        await this[number].DisposeAsync();
        _storages[number] = null;
    }

    /// <summary>The first of those that run to lead.</summary>
    internal async Task<(int Number, HeadLease Lease)> LeadAsync(params int[] numbers)
    {
        using var cancellation = new CancellationTokenSource();
        Task<HeadLease>[] campaigns = [.. numbers.Select(number => this[number].CampaignAsync(cancellation.Token))];
        Task<HeadLease> first = await Task.WhenAny(campaigns).WaitAsync(TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();
        return (numbers[Array.IndexOf(campaigns, first)], await first);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ISharedStorage? storage in _storages)
        {
            await (storage?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _folder.Dispose();
    }

    /// <summary>A port of which the one for Raft is free, too.</summary>
    internal static int FreePort()
    {
        while (true)
        {
            int port = LocalServer.FreePort();
            if (port + RaftPeers.PortOffset > 65_535)
            {
                continue;
            }

            try
            {
                using var raft = new TcpListener(IPAddress.Loopback, port + RaftPeers.PortOffset);
                raft.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else has it.
            }
        }
    }
}
