using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Cluster.Machine.Isolation;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Head;
using RayNet.Runtime.Server.Heads;
using RayNet.Runtime.Server.Hosting;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Processes;

/// <summary>
/// A process of a cluster, as <c>raynet start</c> runs it: a head with a node, or a node. Everything that it has is made by
/// <c>StartAsync</c> and taken apart, in the opposite order, by <see cref="StopAsync"/>.
/// </summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    private readonly ProcessOptions _options;
    private readonly ILoggerFactory _logging;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Teardown _teardown;
    private readonly Lock _gate = new();
    private INodeHost? _node;
    private Task? _stopping;
    private volatile bool _isKilled;
    private volatile bool _isHandedOver;
    private string _stopReason = "The process has ended.";

    private ClusterProcess(ProcessOptions options, TimeProvider time, ILoggerFactory logging)
    {
        _options = options;
        _time = time;
        _logging = logging;
        _logger = logging.CreateLogger("RayNet.Server");
        _teardown = new Teardown(_logger);
    }

    /// <summary>The process as it is written down for others on this machine.</summary>
    internal ProcessRecord Record { get; private set; } = null!;

    /// <summary>Where it is reached; with the fingerprint of its authority, if it has one.</summary>
    internal ClusterAddress Address { get; private set; } = null!;

    /// <summary>The head, if it is in this process.</summary>
    internal ClusterHead? Head { get; private set; }

    /// <summary>Completes when the node has ended by itself: the process has to end then.</summary>
    internal Task<string> Ended => _node!.Ended;

    /// <summary>Whether it ended because the head gave the node up, and would take it again under a new id. Holds when <see cref="Ended"/> has completed.</summary>
    internal bool WasGivenUp => _node!.WasGivenUp;

    /// <summary>Starts everything. When it completes, the node has joined.</summary>
    /// <exception cref="RayException">Something is not as it has to be; nothing is left running.</exception>
    internal static async Task<ClusterProcess> StartAsync(ProcessOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken = default)
    {
        var process = new ClusterProcess(options, time, logging);
        try
        {
            await process.StartAsync(cancellationToken).ConfigureAwait(false);
            return process;
        }
        catch
        {
            await process._teardown.RunAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops everything: jobs and work first, then the connections.</summary>
    internal Task StopAsync(string reason)
    {
        lock (_gate)
        {
            if (_stopping is null)
            {
                _stopReason = reason;
                _logger.Stopping(reason);
                _stopping = Task.Run(_teardown.RunAsync);
            }

            return _stopping;
        }
    }

    /// <summary>Stops everything here; the cluster goes on with the next head.</summary>
    internal Task HandOverAsync(string reason)
    {
        _isHandedOver = true;
        return StopAsync(reason);
    }

    /// <summary>Ends without a word to the head, as a process that is killed.</summary>
    internal Task KillAsync()
    {
        _isKilled = true;
        return StopAsync("The process was killed.");
    }

    public async ValueTask DisposeAsync() => await StopAsync("The process has ended.").ConfigureAwait(false);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await StoreSettings.CheckAsync(_options.StoreCapacity, _options.Spilling).ConfigureAwait(false);

        var registry = new ProcessRegistry(_options.SessionRoot);
        SecretFile.CreateDirectory(registry.Root);
        if (_options.Head is null && registry.FindHead() is { } other && !StoodBy(other))
        {
            throw registry.HeadRuns(other);
        }

        SweepResult swept = await new OrphanSweeper(registry.Root, _time, _logger).SweepAsync(cancellationToken).ConfigureAwait(false);
        if (swept.Killed > 0)
        {
            _logger.OrphansSwept(swept.Sessions, swept.Killed);
        }

        Session session = await Session.CreateAsync(registry.Root, _time, cancellationToken).ConfigureAwait(false);
        _teardown.Add("The session folder", session);
        _node = _options.CreateNode();
        _teardown.Add("The node", _node);
        var id = new NodeId(NewId(), 1);
        ProcessParts parts = _options.Head is { } head
            ? await NodeParts.CreateAsync(head, _options, id, _node, registry.Root, _teardown, _time, _logging, cancellationToken).ConfigureAwait(false)
            : await HeadParts.CreateAsync(_options, NewId(), _node, session, registry.Root, _teardown, _time, _logging, cancellationToken).ConfigureAwait(false);
        Head = parts.Head;

        ServerOptions serverOptions = new() { Address = parts.Listen.Address, Port = _options.Port, Security = parts.Security.Server };
        if (_options.Leadership is { } leadership)
        {
            serverOptions = serverOptions with { Refusal = () => leadership.Refusal(Address?.HostAndPort ?? string.Empty) };
        }

        ClusterServer server = await ClusterServer.StartAsync(serverOptions, parts.Dispatcher, _node.Links, _logging, cancellationToken).ConfigureAwait(false);
        _teardown.Add("The server", server);
        _teardown.Add("The server", server.StopAsync);
        Address = ProcessSecurity.AddressOf(parts.Security, parts.Listen, server.Port);
        _logger.Listening(_options.Head is null ? "The head" : "The node", Address.HostAndPort);

        await RegisterAsync(registry, parts, id, cancellationToken).ConfigureAwait(false);
        if (parts.Head is { } own)
        {
            _teardown.Add("The head", () => _isKilled || _isHandedOver ? own.AbandonAsync() : own.StopAsync(_stopReason));
        }

        await StartNodeAsync(parts, session, id, cancellationToken).ConfigureAwait(false);
        parts.OnReady(Address);
    }

    /// <summary>Whether an entry is that of this head as a standby, before it led.</summary>
    private bool StoodBy(ProcessRecord other) => _options.Leadership is not null && other.Identity == ProcessIdentity.Current;

    private async Task RegisterAsync(ProcessRegistry registry, ProcessParts parts, NodeId id, CancellationToken cancellationToken)
    {
        Record = new ProcessRecord
        {
            Role = _options.Head is null ? ProcessRecord.Head : ProcessRecord.Node,
            Process = ProcessIdentity.Current.ToString(),
            Address = Address.ToString(),
            HeadAddress = (_options.Head ?? (_options.Leadership is { } leadership ? Leadership.AddressOf(leadership.Storage, Address) : Address)).ToString(),
            TokenFile = KeepToken(registry.Root, parts.Security),
            AuthorityFile = parts.Security.AuthorityFile,
            ClusterId = parts.ClusterId.ToString("x16", CultureInfo.InvariantCulture),
            NodeId = id.ToString(),
            Version = BuildVersion.Current,
            LogFile = _options.LogFile,
            StartedAt = _time.GetUtcNow().UtcDateTime,
        };
        await registry.AddAsync(Record, _time, cancellationToken).ConfigureAwait(false);
        _teardown.Add("The process's entry", () =>
        {
            registry.Remove(Environment.ProcessId);
            return Task.CompletedTask;
        });
    }

    /// <summary>A token that came by an option or a variable: commands on this machine find it in a file of the session.</summary>
    private string KeepToken(string root, ProcessSecurity security)
    {
        if (security.Server.Token is not { } token || security.TokenFile.Length > 0)
        {
            return security.TokenFile;
        }

        string file = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"token-{Environment.ProcessId}"));
        SecretFile.Write(file, token + "\n");
        _teardown.Add("The token's file", () =>
        {
            File.Delete(file);
            return Task.CompletedTask;
        });
        return file;
    }

    private async Task StartNodeAsync(ProcessParts parts, Session session, NodeId id, CancellationToken cancellationToken)
    {
        MachineInfo machine = await MachineResources.FindAsync(_options, _time, _logger, cancellationToken).ConfigureAwait(false);
        long store = MachineResources.StoreCapacity(machine, _options.StoreCapacity);
        var info = new NodeInfo(
            id,
            _options.NodeName ?? Environment.MachineName,
            Address.HostAndPort,
            parts.Head is not null,
            MachineResources.Of(machine, _options.Resources, store),
            MachineResources.Labels(machine, _options.Labels),
            Environment.ProcessId,
            BuildVersion.Current,
            store);
        var peers = new PeerChannels(parts.Security.Server.Credentials, parts.Security.Server.Certificate is not null, id, _options.Channels, _time);
        _teardown.Add("The connections to other nodes", () =>
        {
            peers.Dispose();
            return Task.CompletedTask;
        });
        WorkerIsolation? isolation = _options.Isolation is { } asked ? WorkerIsolation.Start(asked, id.ToString(), _options.Files, machine.Cpus, machine.Memory) : null;
        if (isolation is not null)
        {
            _teardown.Add("The control groups of workers", isolation);
        }

        INodeHost node = _node!;
        var context = new NodeHostContext(parts.HeadFor(id), parts.Deployments, parts.Packages, parts.Hub, peers, _time, _logging) { IsTls = parts.Security.Server.Certificate is not null };
        var nodeOptions = new NodeHostOptions(info, session)
        {
            Gpus = [.. machine.Gpus.Select(static gpu => gpu.Id)],
            Isolation = isolation,
            Memory = isolation is null ? _options.Memory : _options.Memory with { Usage = new LinuxMemory(_options.Files, isolation.WorkersFolder) },
            Spilling = _options.Spilling,
            StoreTimeout = _options.StoreTimeout,
            WorkersPerJob = _options.WorkersPerJob,
        };
        await node.StartAsync(nodeOptions, context, cancellationToken).ConfigureAwait(false);
        _teardown.Add("The node", () => _isKilled ? node.DisposeAsync().AsTask() : node.StopAsync(_stopReason, _options.StopGracePeriod));
        foreach ((string name, Func<Task> step) in parts.BeforeNode)
        {
            _teardown.Add(name, step);
        }
    }

    private static ulong NewId()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ulong id;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            id = BitConverter.ToUInt64(bytes);
        }
        while (id == 0);
        return id;
    }
}
