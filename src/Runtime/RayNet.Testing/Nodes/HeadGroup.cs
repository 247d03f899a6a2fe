using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Testing.Nodes;

/// <summary>Several heads in processes of the <c>raynet</c> command, of which one leads. Each has a port and a folder, which it has again when it is started again.</summary>
internal sealed class HeadGroup
{
    /// <summary>The port of Raft is so much above the head's own.</summary>
    private const int RaftOffset = 1_000;

    private readonly RayClusterOptions _options;
    private readonly Func<int, string> _folderOf;
    private readonly Lock _gate = new();
    private readonly int[] _ports;
    private readonly ToolNode?[] _heads;

    /// <param name="options">How many there are, and where they keep their tables.</param>
    /// <param name="folderOf">The folder of a head by its number.</param>
    internal HeadGroup(RayClusterOptions options, Func<int, string> folderOf)
    {
        _options = options;
        _folderOf = folderOf;
        _ports = [.. Enumerable.Range(0, options.Heads).Select(static _ => FreePort())];
        _heads = new ToolNode?[options.Heads];
    }

    /// <summary>All of them, as drivers and nodes join by.</summary>
    internal string Address => string.Join(',', _ports.Select(static port => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")));

    /// <summary>Starts those that do not run. They lead or stand by when it completes.</summary>
    /// <returns>How many were started.</returns>
    internal async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        int[] missing;
        lock (_gate)
        {
            missing = [.. Enumerable.Range(0, _heads.Length).Where(number => _heads[number] is not { Ended.IsCompleted: false })];
        }

        await Task.WhenAll(missing.Select(number => StartAsync(number, cancellationToken))).ConfigureAwait(false);
        return missing.Length;
    }

    /// <summary>The head at an address, if it runs.</summary>
    internal ITestNode? Find(string address)
    {
        lock (_gate)
        {
            return Array.Find(_heads, head => head is { Ended.IsCompleted: false } && head.Address == address);
        }
    }

    /// <summary>Ends all of them in good order.</summary>
    internal Task StopAsync()
    {
        ToolNode[] heads;
        lock (_gate)
        {
            heads = [.. _heads.OfType<ToolNode>().Where(static head => !head.Ended.IsCompleted)];
        }

        return Task.WhenAll(heads.Select(static head => head.StopAsync()));
    }

    private async Task StartAsync(int number, CancellationToken cancellationToken)
    {
        string[] storage = _options.HeadStorage is { } server ? ["--storage", server] : ["--join", Address];
        ToolNode head = await ToolNode.StartAsync(
            _options.Head,
            null,
            _folderOf(number),
            _options,
            cancellationToken,
            _ports[number],
            [.. storage, "--leader-lease", string.Create(CultureInfo.InvariantCulture, $"{_options.LeaderLease.TotalMilliseconds:0}ms")]).ConfigureAwait(false);
        lock (_gate)
        {
            _heads[number] = head;
        }
    }

    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port + RaftOffset <= IPEndPoint.MaxPort)
            {
                return port;
            }
        }
    }
}
