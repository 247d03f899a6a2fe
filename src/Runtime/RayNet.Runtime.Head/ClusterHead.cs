using System.Globalization;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Logging;
using RayNet.Runtime.Head.Sessions;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Head;

/// <summary>
/// The control plane of a cluster as a plain object: runs commands one after another, keeps the connections of nodes and tells them what
/// changed. An embedded cluster calls it directly, a server puts it behind gRPC.
/// </summary>
internal sealed partial class ClusterHead : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<NodeId, NodeSession> _sessions = new(IdOrder.Instance);
    private readonly Dictionary<NodeId, DateTime> _lastSeen = [];
    private readonly Dictionary<string, DateTime> _wanted = new(StringComparer.Ordinal);
    private readonly ActorFollowers _followers = new();
    private readonly GroupWaiters _groupWaiters = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly GraceTimers _graces;
    private readonly GraceTimers _drains;
    private readonly ViewPublisher _views;
    private readonly CommandRunner _commands;
    private bool _isStopped;

    internal ClusterHead(HeadOptions options, IHeadStore store, TimeProvider time, ILogger logger)
    {
        Options = options;
        _time = time;
        _logger = logger;
        // A silent node is judged by what this head reads, and only while it reads; a deadline is a moment.
        _graces = new GraceTimers(time, OnGraceExpired, PatientTimer.Steps);
        _drains = new GraceTimers(time, OnDrainExpired, steps: 1);
        _views = new ViewPublisher(options, time, () => _sessions.Count, OnViewTimer, PublishLocked);
        _commands = new CommandRunner(_gate, store, HeadLoader.Open(store, options.ClusterId, Now, options.IsNewCluster), options.Limits, SpreadLocked, exception => logger.StoreFailed(exception.Message, exception));
        MarkLost();
    }

    internal HeadOptions Options { get; }

    /// <summary>Everything that the head knows now, and would still know if it started again.</summary>
    internal HeadState State => _commands.State;

    internal TimeProvider Clock => _time;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>The head's services for the processes of a node, or for nobody in particular.</summary>
    internal IHeadService ServiceFor(NodeId caller) => new HeadService(this, () => caller);

    /// <summary>The head's services for callers that differ from call to call.</summary>
    internal IHeadService ServiceForCallers(Func<NodeId> caller) => new HeadService(this, caller);

    /// <summary>Opens a node's connection. <paramref name="abort"/> is called when the head ends it, and completes when the node was told everything.</summary>
    internal NodeSession Connect(INodeReceiver receiver, Func<string, Task>? abort = null) => new(this, receiver, abort);

    /// <summary>From now on the nodes that the head before this one knew can connect: their time runs.</summary>
    internal void ExpectNodes()
    {
        lock (_gate)
        {
            foreach (NodeRecord node in _commands.Newest.Nodes.Values.Where(node => node.Liveness == NodeLiveness.Unreachable && !_sessions.ContainsKey(node.Info.Id)))
            {
                _graces.Start(node.Info.Id, Options.RestartGracePeriod);
            }
        }
    }

    internal ClusterInfo GetInfo()
    {
        HeadState state = State;
        NodeRecord? headNode = state.Nodes.Values.FirstOrDefault(static node => node.Info.IsHead && node.Liveness != NodeLiveness.Dead);
        return new ClusterInfo(state.Meta.ClusterId, Options.Version, state.Meta.StartedAt, headNode?.Info.Id ?? default) { Heads = [.. Options.Heads()] };
    }

    /// <summary>
    /// Runs a command of a caller; completes when the store has what it changed. A node that was declared dead changes nothing any more.
    /// </summary>
    internal Task<TResult> RunAsync<TResult>(NodeId caller, HeadCommand<TResult> command)
    {
        lock (_gate)
        {
            RefuseDeadLocked(caller);
            return RunLocked(command);
        }
    }

    /// <summary>Starts a job. It is acknowledged when what it needs to outlive this head is there.</summary>
    internal async Task<JobRecord> StartJobAsync(NodeId caller, JobStart start, CancellationToken cancellationToken)
    {
        JobRecord job = await RunAsync(caller, new StartJob(start)).ConfigureAwait(false);
        try
        {
            await Options.BeforeJob(job, cancellationToken).ConfigureAwait(false);
            return job;
        }
        catch (Exception exception)
        {
            await RunAsync(default, new EndJob(job.Id, JobStatus.Failed, HeadInput.Cut(exception.Message, Options.Limits))).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a command that yields an actor; the caller follows that actor.</summary>
    internal async Task<ActorRecord> RunAndFollowAsync(NodeId caller, HeadCommand<ActorRecord> command)
    {
        Task<ActorRecord> stored;
        lock (_gate)
        {
            RefuseDeadLocked(caller);
            stored = RunLocked(command, actor => FollowLocked(caller, actor));
        }

        return (await stored.ConfigureAwait(false)).WithoutCreation();
    }

    /// <summary>Looks an actor up; the caller follows it. Nothing that happens to the actor falls between the two.</summary>
    internal ActorRecord? FindAndFollow(NodeId caller, Func<HeadState, ActorRecord?> find)
    {
        lock (_gate)
        {
            ActorRecord? actor = find(State);
            FollowLocked(caller, actor);
            return actor?.WithoutCreation();
        }
    }

    /// <summary>A placement group when it is newer than a version, or after a while as it is.</summary>
    internal async Task<PlacementGroupRecord?> WaitGroupAsync(PlacementGroupId id, long version, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_gate)
        {
            if (State.Groups.GetValueOrDefault(id) is var group && (group is null || group.Version > version || _isStopped))
            {
                return group;
            }

            changed = _groupWaiters.Next(id);
        }

        try
        {
            await changed.WaitAsync(Options.LongestQuestion, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whoever asks asks again.
        }

        return State.Groups.GetValueOrDefault(id);
    }

    internal async Task<NodeRegistration> RegisterAsync(NodeSession session, NodeInfo node, ulong clusterId)
    {
        HeadInput.Check(node, Options.Limits);
        NodeSession? superseded = null;
        Task<NodeRecord> stored;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            if (session.Node != default && session.Node != node.Id)
            {
                throw new InvalidOptionException($"This connection belongs to node {session.Node}; node {node.Id} needs one of its own.");
            }

            stored = RegisterLocked(session, node, clusterId);
            if (_sessions.TryGetValue(node.Id, out superseded) && ReferenceEquals(superseded, session))
            {
                superseded = null;
            }

            _graces.Stop(node.Id);
            session.Node = node.Id;
            _sessions[node.Id] = session;
            if (stored.IsCompletedSuccessfully)
            {
                AttachLocked(session);
            }
        }

        _ = superseded?.AbortAsync("The node has connected again.");
        await stored.ConfigureAwait(false);
        return new NodeRegistration(State.Meta.ClusterId, Options.Version);
    }

    internal Task<bool> ReportAsync(NodeSession session, NodeReport report)
    {
        HeadInput.Check(report, Options.Limits);
        lock (_gate)
        {
            CheckCurrentLocked(session);
            _lastSeen[session.Node] = Now;
            return RunLocked(new ReportNode(session.Node, report));
        }
    }

    internal Task<bool> LeaveAsync(NodeSession session, string reason)
    {
        lock (_gate)
        {
            CheckCurrentLocked(session);
            return RunLocked(new EndNode(session.Node, HeadInput.Cut(reason, Options.Limits)) { HasLeft = true });
        }
    }

    internal void Disconnect(NodeSession session, string reason)
    {
        lock (_gate)
        {
            if (_isStopped || session.Node == default || !IsCurrentLocked(session))
            {
                return;
            }

            _sessions.Remove(session.Node);
            StartGraceLocked(session.Node, HeadInput.Cut(reason, Options.Limits), Options.GracePeriod);
        }

        _ = session.Outbox.CloseAsync();
    }

    /// <summary>Called on any thread, also under the head's lock: the connection ends a little later.</summary>
    internal void OnSessionFailed(NodeSession session, Exception exception)
    {
        _logger.SessionFailed(session.Node, exception.Message, exception is RayException ? null : exception);
        ThreadPool.UnsafeQueueUserWorkItem(
            static failed =>
            {
                failed.Session.Disconnect(failed.Message);
                _ = failed.Session.AbortAsync(failed.Message);
            },
            (Session: session, exception.Message),
            preferLocal: false);
    }

    /// <summary>Tells all nodes to end, and forgets them: the cluster is over. Ends when they were told.</summary>
    internal async Task StopAsync(string reason)
    {
        if (await CloseAsync(new EndCluster()).ConfigureAwait(false) is not { } sessions)
        {
            return;
        }

        foreach (NodeSession session in sessions)
        {
            session.Outbox.Add(receiver => receiver.OnStop(reason));
        }

        await AbortAsync(sessions, reason).ConfigureAwait(false);
    }

    /// <summary>Ends as a head that is killed: the nodes look for the next one, which finds everything in the store.</summary>
    internal async Task AbandonAsync()
    {
        if (await CloseAsync(null).ConfigureAwait(false) is { } sessions)
        {
            await AbortAsync(sessions, "The head is gone.").ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="AbandonAsync"/>, unless the head was stopped: only who means it ends a cluster.</summary>
    public async ValueTask DisposeAsync() => await AbandonAsync().ConfigureAwait(false);

    /// <summary>Takes no further commands; returns the nodes' connections when the store has everything, nothing when it was called before.</summary>
    private async Task<NodeSession[]?> CloseAsync(HeadCommand<bool>? last)
    {
        Task drained;
        lock (_gate)
        {
            if (_isStopped)
            {
                return null;
            }

            if (last is not null)
            {
                // What cannot be stored is found again by the next head, which says so; the log has the reason.
                _ = RunLocked(last).ContinueWith(static task => task.Exception, TaskScheduler.Default);
            }

            _isStopped = true;
            drained = _commands.DrainAsync();
        }

        await drained.ConfigureAwait(false);
        lock (_gate)
        {
            NodeSession[] sessions = [.. _sessions.Values];
            _sessions.Clear();
            _graces.Dispose();
            _drains.Dispose();
            _views.Dispose();
            return sessions;
        }
    }

    private async Task AbortAsync(NodeSession[] sessions, string reason)
    {
        try
        {
            await Task.WhenAll(sessions.Select(session => session.AbortAsync(reason))).WaitAsync(Options.StopTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A node that does not read finds out by the end of its connection.
        }
    }

    private Task<NodeRecord> RegisterLocked(NodeSession session, NodeInfo node, ulong clusterId)
    {
        Task<NodeRecord> stored;
        try
        {
            stored = RunLocked(new RegisterNode(node, clusterId), _ => AttachLocked(session));
        }
        catch (RayException exception)
        {
            _logger.NodeRefused(node.Name, node.Id, exception.Message);
            throw;
        }

        _logger.NodeJoined(node.Name, node.Id, node.Address, string.Join(", ", node.Resources.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Value:0.####} {item.Key}"))));
        return stored;
    }

    /// <summary>The node's registration is stored: from now on it is told what happens, and first what it has to know.</summary>
    private void AttachLocked(NodeSession session)
    {
        if (IsCurrentLocked(session))
        {
            session.IsAttached = true;
            CatchUpLocked(session);
            _lastSeen[session.Node] = Now;
        }
    }

    private Task<TResult> RunLocked<TResult>(HeadCommand<TResult> command, Action<TResult>? onStored = null)
    {
        ObjectDisposedException.ThrowIf(_isStopped, this);
        return _commands.Run(command with { Time = Now }, onStored);
    }

    private void RefuseDeadLocked(NodeId caller)
    {
        if (caller != default && _commands.Newest.Nodes.GetValueOrDefault(caller) is not { Liveness: not NodeLiveness.Dead })
        {
            throw new RayException(RayErrorCode.NodeRefused, $"Node {caller} is not part of this cluster any more; its work was given to others. Restart the node: it joins under a new id.");
        }
    }

    private bool IsCurrentLocked(NodeSession session) =>
        _sessions.TryGetValue(session.Node, out NodeSession? current) && ReferenceEquals(current, session);

    private void CheckCurrentLocked(NodeSession session)
    {
        if (session.Node == default)
        {
            throw new InvalidOptionException("The first call on a node's connection is RegisterAsync.");
        }

        if (!IsCurrentLocked(session))
        {
            throw new RayException(RayErrorCode.NodeRefused, $"This connection of node {session.Node} has ended: the node left, was declared dead, or has connected again.");
        }
    }

    private void StartGraceLocked(NodeId node, string reason, TimeSpan period)
    {
        if (_commands.Newest.Nodes.GetValueOrDefault(node) is not { Liveness: NodeLiveness.Alive or NodeLiveness.Draining } lost)
        {
            return;
        }

        // The time runs also where the store refuses: a node without a connection must not stay for ever.
        _graces.Start(node, period);
        _logger.NodeLost(lost.Info.Name, node, reason, period.TotalSeconds);
        Watch(RunLocked(new LoseNode(node, reason)));
    }

    private void OnGraceExpired(NodeId node, object grace)
    {
        lock (_gate)
        {
            if (_isStopped || !_graces.TryEnd(node, grace))
            {
                return;
            }

            string reason = _commands.Newest.Nodes[node].Reason;
            Task<bool> ended = RunLocked(new EndNode(node, $"{reason} It did not come back in time."));
            Watch(ended, () => _graces.Start(node, Options.GracePeriod));
        }
    }

    private void OnDrainExpired(NodeId node, object drain)
    {
        lock (_gate)
        {
            if (!_isStopped && _drains.TryEnd(node, drain))
            {
                Watch(RunLocked(new EndNode(node, $"It was drained ({_commands.Newest.Nodes[node].Drain?.Reason}), and its work had not ended by the deadline.")), () => _drains.Start(node, Options.GracePeriod));
            }
        }
    }

    /// <summary>What nobody waits for. The runner has logged why the store refused it.</summary>
    private void Watch(Task<bool> command, Action? onFailed = null) => _ = command.ContinueWith(
        failed =>
        {
            _ = failed.Exception;
            lock (_gate)
            {
                if (!_isStopped)
                {
                    onFailed?.Invoke();
                }
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);

    /// <summary>
    /// What the head before this one knew: nodes may come back for a while, but for the one that was in its own process, which ended with it.
    /// </summary>
    private void MarkLost()
    {
        lock (_gate)
        {
            NodeRecord[] nodes = [.. State.Nodes.Values.Where(static node => node.Liveness != NodeLiveness.Dead)];
            DateTime now = Now;
            _commands.RunAtOnce([.. nodes.Select(node => Lost(node) with { Time = now })]);
        }

        static HeadCommand<bool> Lost(NodeRecord node) => node.Info.IsHead
            ? new EndNode(node.Info.Id, "It was in the process of the head, which has ended.")
            : new LoseNode(node.Info.Id, "The head was restarted.");
    }
}
