using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Hosting;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Runtime.Server.Heads;

/// <summary>
/// One of several heads: it stands by until it leads, is the head of the cluster while it does, and stands by again when it has lost the
/// leadership. Its port is the same all the time; a standby answers every call with where the leader is.
/// </summary>
internal sealed class SharedHead : IAsyncDisposable
{
    /// <summary>How long starting waits for the leadership before it says that the head stands by.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>Between two attempts of a head that runs: the cause may pass, and it may not.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ProcessOptions _options;
    private readonly ProcessRegistry _registry;
    private readonly ProcessSecurity _security;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTime _startedAt;
    private ISharedStorage? _storage;
    private ClusterServer? _server;
    private ClusterProcess? _process;
    private ClusterAddress _address = null!;
    private string _reason = "The process has ended.";
    private volatile bool _isUp;
    private Task<string> _running = Task.FromResult(string.Empty);

    private SharedHead(ProcessOptions options, ListenAddress listen, ProcessSecurity security, TimeProvider time, ILoggerFactory logging, ILogger logger)
    {
        _options = options;
        Listen = listen;
        _registry = new ProcessRegistry(options.SessionRoot);
        _security = security;
        _time = time;
        _logging = logging;
        _logger = logger;
        _startedAt = time.GetUtcNow().UtcDateTime;
    }

    /// <summary>The process as it is written down now.</summary>
    internal ProcessRecord Record { get; private set; } = null!;

    /// <summary>Completes when the head has ended by itself, with the reason.</summary>
    internal Task<string> Ended => _running;

    private ListenAddress Listen { get; }

    /// <summary>Starts to take part. When it completes, the head leads or stands by.</summary>
    /// <exception cref="RayException">Something is not as it has to be; nothing is left running.</exception>
    internal static async Task<SharedHead> StartAsync(ProcessOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        ILogger logger = logging.CreateLogger("RayNet.Head");
        SecretFile.CreateDirectory(options.SessionRoot);
        var registry = new ProcessRegistry(options.SessionRoot);
        if (registry.FindHead() is { } other && other.Identity != ProcessIdentity.Current)
        {
            // It would also share the log of Raft.
            throw registry.HeadRuns(other);
        }

        ListenAddress listen = await ListenAddress.FindAsync(options.Host, cancellationToken).ConfigureAwait(false);
        var head = new SharedHead(options, listen, ProcessSecurity.ForHead(options.Security, listen, time, logger), time, logging, logger);
        try
        {
            await head.ListenAsync(options.Port, cancellationToken).ConfigureAwait(false);
            await head.OpenAsync(cancellationToken).ConfigureAwait(false);
            head._running = head.RunAsync();
            await Task.WhenAny(head._told.Task, head._running, Task.Delay(FirstWait, time, cancellationToken)).ConfigureAwait(false);
            head._isUp = true;
            return head._running.IsFaulted ? throw head._running.Exception.InnerException! : head;
        }
        catch
        {
            await head.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends in good order, and lets the next head take over at once.</summary>
    internal async Task StopAsync(string reason)
    {
        _reason = reason;
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _storage, null) is { } storage)
        {
            await storage.DisposeAsync().ConfigureAwait(false);
        }

        _registry.Remove(Environment.ProcessId);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        _storage = await _options.Shared!.Open(
            new SharedStorageContext
            {
                Host = _address.Host,
                Port = _address.Port,
                Address = _address.HostAndPort,
                Folder = _options.SessionRoot,
                Times = _options.Shared.Times,
                Certificate = _security.Server.Certificate,
                Authority = _security.Server.Authority,
                Time = _time,
                Logging = _logging,
            },
            cancellationToken).ConfigureAwait(false);
        await RegisterAsync().ConfigureAwait(false);
    }

    private async Task<string> RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            HeadLease? lease = null;
            try
            {
                if (!await StandByAsync().ConfigureAwait(false))
                {
                    continue;
                }

                lease = await _storage!.CampaignAsync(_stop.Token).ConfigureAwait(false);
                _logger.Leads(lease.Term);
                await CloseAsync().ConfigureAwait(false);
                string? ended = await LeadAsync(lease).ConfigureAwait(false);
                if (ended is not null)
                {
                    return ended;
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopped.
            }
            finally
            {
                if (lease is not null)
                {
                    await lease.DisposeAsync().ConfigureAwait(false);
                }
            }
        }

        return _reason;
    }

    /// <summary>Listens as a standby, if it does not yet. Not while somebody else has its port.</summary>
    private async Task<bool> StandByAsync()
    {
        if (_server is not null)
        {
            return true;
        }

        try
        {
            await ListenAsync(_address.Port, _stop.Token).ConfigureAwait(false);
        }
        catch (InvalidOptionException exception)
        {
            // It was this head's a moment ago, and will be so again.
            _logger.PortTaken(_address.HostAndPort, exception.Message);
            await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(false);
            return false;
        }

        await RegisterAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Is the head until it has lost the leadership, is stopped, or has ended by itself: with the reason then.</summary>
    private async Task<string?> LeadAsync(HeadLease lease)
    {
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            Task<ClusterProcess> starting = ClusterProcess.StartAsync(_options with { Port = _address.Port, Leadership = new Leadership(lease, _storage!) }, _time, _logging, over.Token);
            if (await Task.WhenAny(starting, lease.Lost).ConfigureAwait(false) == lease.Lost)
            {
                await over.CancelAsync().ConfigureAwait(false);
            }

            ClusterProcess process = await starting.ConfigureAwait(false);
            _process = process;
            Record = process.Record;
            _told.TrySetResult();
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = _stop.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped);
            Task first = await Task.WhenAny(lease.Lost, stopped.Task, process.Ended).ConfigureAwait(false);
            if (first == process.Ended)
            {
                return await process.Ended.ConfigureAwait(false);
            }

            if (first == lease.Lost)
            {
                _logger.LeadsNoMore(await lease.Lost.ConfigureAwait(false));
                await process.KillAsync().ConfigureAwait(false);
            }
            else
            {
                await process.HandOverAsync(_reason).ConfigureAwait(false);
            }

            _process = null;
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested && Passes(exception, lease))
        {
            // It was over before it began. Whoever stands by is to have a turn first.
            _logger.LeadsNoMore(exception.Message);
            await lease.DisposeAsync().ConfigureAwait(false);
            await Task.Delay(Pause, _time, _stop.Token).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>
    /// Whether a leadership that failed may be followed by another one of this head. What was wrong from the beginning is for whoever started it, and tables that are damaged are not repaired by trying again.
    /// </summary>
    private bool Passes(Exception exception, HeadLease lease) => !lease.IsHeld || (_isUp && exception is not RayException { Code: RayErrorCode.HeadStoreFailed });

    private async Task ListenAsync(int port, CancellationToken cancellationToken)
    {
        var options = new ServerOptions
        {
            Address = Listen.Address,
            Port = port,
            Security = _security.Server,

            // There is nothing here that would have to end.
            StopTimeout = TimeSpan.FromMilliseconds(100),
            Refusal = () => HeadErrors.NotLeader(_address.HostAndPort, _storage?.Leader is { } leader && leader != _address.HostAndPort ? leader : string.Empty),
        };
        _server = await ClusterServer.StartAsync(options, new RpcDispatcher(), null, _logging, cancellationToken).ConfigureAwait(false);
        _address = ProcessSecurity.AddressOf(_security, Listen, _server.Port);
        _logger.StandsBy(_address.HostAndPort);
    }

    private async Task RegisterAsync()
    {
        Record = new ProcessRecord
        {
            Role = ProcessRecord.Head,
            StandsBy = true,
            Process = ProcessIdentity.Current.ToString(),
            Address = _address.ToString(),
            HeadAddress = Leadership.AddressOf(_storage!, _address).ToString(),
            TokenFile = _security.TokenFile,
            AuthorityFile = _security.AuthorityFile,
            Version = BuildVersion.Current,
            LogFile = _options.LogFile,
            StartedAt = _startedAt,
        };
        await _registry.AddAsync(Record, _time, _stop.Token).ConfigureAwait(false);
    }

    /// <summary>Makes the port free: for the head, or for good.</summary>
    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.HandOverAsync(_reason).ConfigureAwait(false);
        }

        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.StopAsync().ConfigureAwait(false);
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
