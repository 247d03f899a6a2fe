using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RayNet.Testing.Tests.Heads;

/// <summary>Three heads that agree by Raft, and a node, in processes of the command.</summary>
internal sealed class ThreeHeads : IDisposable
{
    private const int RaftOffset = 1_000;

    /// <summary>Longer than the default, which heads beside many other tests do not keep.</summary>
    private const string Lease = "3s";

    private readonly string _folder = Directory.CreateTempSubdirectory("rh-").FullName;
    private readonly int[] _ports = [FreePort(), FreePort(), FreePort()];
    private readonly ToolProcess?[] _heads = new ToolProcess?[3];
    private readonly Dictionary<string, ToolProcess> _nodes = [];

    /// <summary>All of them, as <c>RAYNET_ADDRESS</c> has it.</summary>
    internal string Addresses => string.Join(',', _ports.Select(static port => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")));

    internal ToolProcess Node(string name) => _nodes[name];

    internal static async Task<ThreeHeads> StartAsync()
    {
        var heads = new ThreeHeads();
        try
        {
            for (int number = 0; number < 3; number++)
            {
                heads.StartHead(number);
            }

            await heads.StartNodeAsync("second");
            return heads;
        }
        catch
        {
            heads.Dispose();
            throw;
        }
    }

    internal void StartHead(int number)
    {
        string session = Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture));
        _heads[number] = ToolProcess.Start([], session, ["--head", "--port", _ports[number].ToString(CultureInfo.InvariantCulture), "--join", Addresses, "--num-cpus", "0", "--object-store-memory", "64MiB", "--session-dir", session, "--leader-lease", Lease]);
    }

    /// <summary>A node that has a resource of its name.</summary>
    internal async Task StartNodeAsync(string name)
    {
        ToolProcess node = _nodes[name] = ToolProcess.Start([], _folder, ["--address", Addresses, "--node-name", name, "--num-cpus", "2", "--resources", $"{name}=100", "--session-dir", Path.Combine(_folder, name), "--object-store-memory", "128MiB"]);
        await node.LineAsync("has joined the cluster");
    }

    /// <summary>As by <c>kill -9</c>, the one that leads.</summary>
    internal async Task<int> KillLeaderAsync()
    {
        int leader = await Soon.Until(() => Task.FromResult(Array.FindIndex(_heads, Leads)), static number => number >= 0, "a head that leads");
        Task ended = _heads[leader]!.Ended;
        _heads[leader]!.Kill();
        await ended.WaitAsync(Soon.Limit);
        _heads[leader]!.Dispose();
        _heads[leader] = null;
        return leader;
    }

    /// <summary>As it says itself: a leadership may have moved before.</summary>
    private static bool Leads(ToolProcess? head) => head?.Last("This head leads", "stands by").Contains("This head leads,", StringComparison.Ordinal) ?? false;

    public void Dispose()
    {
        foreach (ToolProcess node in _nodes.Values)
        {
            node.Dispose();
        }

        foreach (ToolProcess? head in _heads)
        {
            head?.Dispose();
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker of a killed node is on its way out.
        }
    }

    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (port + RaftOffset <= 65_535)
            {
                return port;
            }
        }
    }
}
