using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Testing.Tests;

/// <summary>A head and nodes in processes of the command, of which each is killed and started again by itself.</summary>
internal sealed class HeadCluster : IDisposable
{
    /// <summary>What ends here breaks its connections. On a busy machine a late answer is no end.</summary>
    private static readonly string[] Patient = ["--heartbeat-timeout", "30s"];

    private readonly string _folder = Directory.CreateTempSubdirectory("rh-").FullName;
    private readonly Dictionary<string, ToolProcess> _nodes = [];
    private readonly int _port;
    private ToolProcess? _head;

    private HeadCluster(int port) => _port = port;

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>A head whose own node runs nothing.</summary>
    internal static async Task<HeadCluster> StartAsync()
    {
        var cluster = new HeadCluster(FreePort());
        try
        {
            await cluster.StartHeadAsync();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Starts the head at the port and on the storage that it had before.</summary>
    /// <param name="grace">How long it waits for the nodes that it knew: for as long as a busy machine needs, where it is not to give one up.</param>
    internal async Task StartHeadAsync(string grace = "60s")
    {
        _head = ToolProcess.Start(
            [],
            _folder,
            ["--head", "--port", _port.ToString(CultureInfo.InvariantCulture), "--num-cpus", "0", "--session-dir", Session("head"), "--restart-grace-period", grace, "--object-store-memory", "64MiB", .. Patient]);
        await _head.LineAsync("Then: raynet status");
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    internal async Task KillHeadAsync()
    {
        Task ended = _head!.Ended;
        _head.Kill();
        await ended.WaitAsync(Soon.Limit);
        _head.Dispose();
        _head = null;
    }

    /// <summary>As by <c>raynet stop</c>.</summary>
    internal async Task StopHeadAsync()
    {
        Task ended = _head!.Ended;
        _head.Terminate();
        await ended.WaitAsync(Soon.Limit);
        _head.Dispose();
        _head = null;
    }

    internal async Task StartNodeAsync(string name, params string[] arguments)
    {
        ToolProcess node = ToolProcess.Start(
            [],
            _folder,
            ["--address", Address, "--node-name", name, "--num-cpus", "2", "--resources", $"{name}=100", "--session-dir", Session(name), "--object-store-memory", "128MiB", .. Patient, .. arguments]);
        _nodes[name] = node;
        await node.LineAsync("has joined the cluster");
    }

    internal async Task KillNodeAsync(string name)
    {
        _nodes.Remove(name, out ToolProcess? node);
        Task ended = node!.Ended;
        node.Kill();
        await ended.WaitAsync(Soon.Limit);
        node.Dispose();
    }

    /// <summary>Completes when the node has said something.</summary>
    internal Task<string> SaysAsync(string node, string text) => _nodes[node].LineAsync(text);

    internal async Task<IReadOnlyList<ClusterNode>> ListAsync()
    {
        await using IRayClient client = await Ray.InitAsync(new RayOptions { Address = Address, SetAsDefault = false, LogToDriver = false });
        return await client.GetNodesAsync();
    }

    /// <summary>The nodes, as soon as they are so.</summary>
    internal async Task<IReadOnlyList<ClusterNode>> UntilAsync(Func<IReadOnlyList<ClusterNode>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon.Limit);
        await using IRayClient client = await Ray.InitAsync(new RayOptions { Address = Address, SetAsDefault = false, LogToDriver = false });
        while (true)
        {
            IReadOnlyList<ClusterNode> nodes = await client.GetNodesAsync(limit.Token);
            if (condition(nodes))
            {
                return nodes;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(20, limit.Token);
        }
    }

    public void Dispose()
    {
        foreach (ToolProcess node in _nodes.Values)
        {
            node.Dispose();
        }

        _head?.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker of a killed node is on its way out.
        }
    }

    private string Session(string name) => Path.Combine(_folder, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
