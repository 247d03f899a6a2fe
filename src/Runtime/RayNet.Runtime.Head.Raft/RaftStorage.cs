using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Logging;
using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Head.Raft;

/// <summary>Several heads that keep the tables on their own disks, and agree on them by Raft. Raft itself is DotNext's.</summary>
internal sealed class RaftStorage : ISharedStorage
{
    private const string FolderName = "raft";

    private readonly RaftPeers _peers;
    private readonly LeaseTimes _times;
    private readonly TimeProvider _time;
    private readonly RaftTables _tables;
    private readonly FlushedLog _log;
    private readonly RaftMember _cluster;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private HeadLease? _lease;

    private RaftStorage(RaftPeers peers, SharedStorageContext context, RaftTables tables, FlushedLog log, RaftMember cluster)
    {
        _peers = peers;
        _times = context.Times;
        _time = context.Time;
        _tables = tables;
        _log = log;
        _cluster = cluster;
        _logger = context.Logging.CreateLogger("RayNet.Head");
        cluster.LeaderChanged += OnLeaderChanged;
    }

    /// <summary>The tables, as the last leadership of this head writes them.</summary>
    internal RaftRecords? Records { get; private set; }

    public string Leader => _peers.HeadAt(_cluster.Leader?.EndPoint);

    public IReadOnlyList<HeadMember> Members
    {
        get
        {
            string leader = Leader;
            Dictionary<string, bool> reachable = [];
            foreach (RaftClusterMember member in _cluster.Members)
            {
                string head = _peers.HeadAt(member.EndPoint);
                reachable[head] = head == _peers.Own || member.Status == ClusterMemberStatus.Available;
            }

            return [.. _peers.All.Select(head => new HeadMember(head, head == leader, reachable.GetValueOrDefault(head)))];
        }
    }

    /// <summary>Starts to take part.</summary>
    /// <param name="heads">All heads, with commas.</param>
    /// <param name="context">This one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RayException">This head is not in the list, the port is in use, or the log cannot be read.</exception>
    internal static async Task<ISharedStorage> OpenAsync(string heads, SharedStorageContext context, CancellationToken cancellationToken)
    {
        var peers = RaftPeers.Parse(heads, context.Host, context.Port);
        string folder = Path.Combine(context.Folder, FolderName);
        RaftTables? tables = null;
        FlushedLog? log = null;
        RaftMember? cluster = null;
        try
        {
            tables = new RaftTables(Directory.CreateDirectory(Path.Combine(folder, "snapshots")));
            await tables.RestoreAsync(cancellationToken).ConfigureAwait(false);
            log = new FlushedLog(new WriteAheadLog.Options { Location = folder, ChunkSize = 1 << 20, HashAlgorithm = WriteAheadLog.IntegrityHashAlgorithm.Crc64 }, tables);
            cluster = new RaftMember(RaftSettings.Create(peers, context)) { AuditTrail = log };
            var storage = new RaftStorage(peers, context, tables, log, cluster);
            await cluster.StartAsync(cancellationToken).ConfigureAwait(false);

            // The library warns at every heartbeat of a member that is away; this says it once.
            foreach (RaftClusterMember member in cluster.Members)
            {
                member.MemberStatusChanged += storage.OnMemberChanged;
            }

            return storage;
        }
        catch (Exception exception)
        {
            await DisposeAsync(cluster, log, tables).ConfigureAwait(false);
            if (exception is RayException or OperationCanceledException)
            {
                throw;
            }

            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head cannot take part in Raft with its log in '{folder}': {exception.Message} If the port {RaftPeers.EndPointOf(peers.Own)} is in use, choose another one with --port; if the log is damaged, move the folder away: the other heads have the tables.", exception);
        }
    }

    public async Task<HeadLease> CampaignAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        while (true)
        {
            CancellationToken leading = await _cluster.WaitForLeadershipAsync(both.Token).ConfigureAwait(false);
            var records = new RaftRecords(_cluster, _tables, _cluster.AuditTrail.Term, _times.Duration * 5, leading);
            if (await TryBeginAsync(records, both.Token).ConfigureAwait(false) is > 0 and var term)
            {
                HeadLease lease = Lead(term, records, leading);
                leading.UnsafeRegister(static state => ((HeadLease)state!).Lose("The other heads chose another leader, or most of them cannot be reached."), lease);
                Records = records;
                _lease = lease;
                return lease;
            }

            await Task.Delay(_times.Poll, _time, both.Token).ConfigureAwait(false);
        }
    }

    private HeadLease Lead(long term, RaftRecords records, CancellationToken leading)
    {
        // Timers of a process that was stopped fire in any order; the clock says at once that the leadership may be over. The others may
        // choose a leader after half of the time: until this head knows better, it answers nothing from then on.
        long seen = _time.GetTimestamp();
        HeadLease lease = new(term, records, () => Holds() && _time.GetElapsedTime(Volatile.Read(ref seen)) < _times.Duration / 2, ResignAsync);
        _ = WatchAsync();
        return lease;

        bool Holds() => !leading.IsCancellationRequested && _cluster.TryGetLeaseToken(out CancellationToken held) && !held.IsCancellationRequested;

        async Task WatchAsync()
        {
            while (!lease.Lost.IsCompleted)
            {
                await Task.Delay(_times.Renewal, _time, CancellationToken.None).ConfigureAwait(false);
                if (lease.Lost.IsCompleted)
                {
                    return;
                }

                if (_time.GetElapsedTime(Volatile.Read(ref seen)) >= _times.Duration)
                {
                    lease.Lose($"Most heads were not heard of for {_times.Duration.TotalSeconds:0.#} s, or the process was stopped for so long.");
                }
                else if (Holds())
                {
                    Volatile.Write(ref seen, _time.GetTimestamp());
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        if (_lease is { } lease)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }

        await DisposeAsync(_cluster, _log, _tables).ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task<long> TryBeginAsync(RaftRecords records, CancellationToken cancellationToken)
    {
        try
        {
            return await records.BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _logger.RaftState($"the leadership could not begin: {exception.Message}");
            return 0;
        }
    }

    private async Task ResignAsync()
    {
        try
        {
            await _cluster.StepDownAsync(CancellationToken.None).AsTask().WaitAsync(_times.Duration, _time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The others find out by themselves.
            _logger.RaftState($"the leadership could not be given back: {exception.Message}");
        }
    }

    private void OnLeaderChanged(ICluster cluster, IClusterMember? leader) =>
        _logger.RaftState(leader is null ? "no leader is known" : $"the head at {_peers.HeadAt(leader.EndPoint)} leads in term {_cluster.AuditTrail.Term}");

    private void OnMemberChanged(ClusterMemberStatusChangedEventArgs<RaftClusterMember> change)
    {
        if (change.NewStatus != ClusterMemberStatus.Unknown)
        {
            _logger.RaftState($"the head at {_peers.HeadAt(change.Member.EndPoint)} {(change.NewStatus == ClusterMemberStatus.Available ? "is there" : "cannot be reached")}");
        }
    }

    private static async Task DisposeAsync(RaftMember? cluster, FlushedLog? log, RaftTables? tables)
    {
        if (cluster is not null)
        {
            await cluster.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await cluster.DisposeAsync().ConfigureAwait(false);
        }

        if (log is not null)
        {
            await log.DisposeAsync().ConfigureAwait(false);
        }

        if (tables is not null)
        {
            await tables.DisposeAsync().ConfigureAwait(false);
        }
    }
}
