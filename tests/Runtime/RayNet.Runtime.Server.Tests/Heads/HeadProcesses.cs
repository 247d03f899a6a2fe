using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RayNet.Runtime.Cluster.Connections;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>Several heads in processes of the command, of which each is killed, stopped and started again by itself.</summary>
internal sealed class HeadProcesses : IDisposable
{
    /// <summary>For one test altogether: it fails then, and leaves nothing running.</summary>
    private static TimeSpan TestLimit => TimeSpan.FromSeconds(RunsAll ? 400 : 150);

    internal const string NotAll = "Not in CI, for its time; others show the same on another storage, and tests of the stores without processes. RAYNET_TEST_TAKEOVER=all runs it, and kills more often.";

    internal static bool RunsAll { get; } = Environment.GetEnvironmentVariable("RAYNET_TEST_TAKEOVER") == "all";

    /// <summary>Longer than the default of 2 s, which heads beside many other tests do not keep.</summary>
    private static readonly string ShortLease = Environment.GetEnvironmentVariable("RAYNET_TEST_LEASE") is { Length: > 0 } given ? given : "3s";

    private const int RaftOffset = 1_000;

    private readonly CancellationTokenSource _limit = new(TestLimit);
    private readonly TempFolder _folder = new();
    private readonly int[] _ports;
    private readonly string[] _storage;
    private readonly string _lease;
    private readonly HeadProcess?[] _heads;
    private readonly List<string> _killed = [];

    private HeadProcesses(int count, string[]? storage, string lease)
    {
        _lease = lease;
        _ports = [.. Enumerable.Range(0, count).Select(_ => FreePort())];
        _heads = new HeadProcess?[count];
        _storage = storage ?? ["--join", Addresses];
    }

    internal int Count => _ports.Length;

    /// <summary>Cancelled when the test has taken too long.</summary>
    internal CancellationToken Limit => _limit.Token;

    /// <summary>All of them, as <c>RAYNET_ADDRESS</c> has it.</summary>
    internal string Addresses => string.Join(',', Enumerable.Range(0, Count).Select(AddressOf));

    /// <summary>Three heads that keep the tables on their own disks.</summary>
    internal static HeadProcesses Raft() => new(3, null, ShortLease);

    /// <summary>Two heads on a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="lease">For a test that waits for none to end, one that is certainly kept.</param>
    internal static HeadProcesses On(LocalServer server, string? lease = null) => new(2, ["--storage", server.Storage], lease ?? ShortLease);

    internal HeadProcess this[int number] => _heads[number] ?? throw new InvalidOperationException($"Head {number} does not run.");

    internal string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_ports[number]}");

    internal void Start(int number)
    {
        string own = Path.Combine(_folder.Path, number.ToString(CultureInfo.InvariantCulture));
        _heads[number] = HeadProcess.Start(
            own,
            ["--port", _ports[number].ToString(CultureInfo.InvariantCulture), "--num-cpus", "0", "--object-store-memory", "64MiB", "--session-dir", own, "--restart-grace-period", "5s", "--leader-lease", _lease, .. _storage],
            Limit);
    }

    internal void StartAll()
    {
        for (int number = 0; number < Count; number++)
        {
            Start(number);
        }
    }

    internal void Kill(int number)
    {
        this[number].Dispose();
        _killed.Add($"{AddressOf(number)}, killed: {this[number].Output}");
        _heads[number] = null;
    }

    /// <summary>Waits until one leads, as it says itself.</summary>
    internal async Task<int> LeaderAsync(int except = -1)
    {
        while (!Limit.IsCancellationRequested)
        {
            foreach (int number in Enumerable.Range(0, Count).Where(number => number != except && _heads[number] is { HasExited: false }))
            {
                if (await LeadsAsync(number))
                {
                    return number;
                }
            }

            await Task.Delay(20, CancellationToken.None);
        }

        Assert.Fail($"No head leads. {Said}");
        return -1;
    }

    /// <summary>What all of them wrote, those that were killed too, for whoever has to find out what happened.</summary>
    internal string Said => $"They said:\n{string.Join("\n---\n", _killed.Concat(_heads.Select((head, number) => $"{AddressOf(number)}: {head?.Output ?? "it does not run"}")))}";

    /// <summary>Whether one answers as the leader.</summary>
    internal async Task<bool> LeadsAsync(int number)
    {
        try
        {
            using LoneHead head = Alone(number);
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await head.Service.GetClusterAsync(soon.Token);
            return true;
        }
        catch (Exception exception) when (exception is RayException or Grpc.Core.RpcException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>One head without the others: what connects to a cluster goes on to the one that leads.</summary>
    internal LoneHead Alone(int number) => new(AddressOf(number));

    internal static Task<ClusterChannel> ConnectAsync(string address) => ClusterChannel.OpenAsync(ClusterAddress.Parse(address), ClusterCredentials.None);

    public void Dispose()
    {
        foreach (HeadProcess? head in _heads)
        {
            head?.Dispose();
        }

        _limit.Dispose();
        _folder.Dispose();
    }

    /// <summary>A port of which the one for Raft is free, too.</summary>
    private static int FreePort()
    {
        while (true)
        {
            int port = LocalServer.FreePort();
            if (port + RaftOffset > 65_535)
            {
                continue;
            }

            try
            {
                using var raft = new TcpListener(IPAddress.Loopback, port + RaftOffset);
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
