using System.Globalization;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Logging;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Sessions;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>
/// The control plane of a cluster as a plain object: runs commands one after another, keeps the connections of nodes and tells them what
/// changed. An embedded cluster calls it directly, a server puts it behind gRPC.
/// </summary>
internal sealed class ClusterHead : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<NodeId, NodeSession> _sessions = new(IdOrder.Instance);
    private readonly Dictionary<NodeId, DateTime> _lastSeen = [];
    private readonly ActorFollowers _followers = new();
    private readonly IHeadStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly GraceTimers _graces;
    private readonly ViewPublisher _views;
    private volatile HeadState _state;
    private bool _isStopped;

    internal ClusterHead(HeadOptions options, IHeadStore store, TimeProvider time, ILogger logger)
    {
        Options = options;
        _store = store;
        _time = time;
        _logger = logger;
        _graces = new GraceTimers(time, OnGraceExpired);
        _views = new ViewPublisher(options, time, OnViewTimer, PublishLocked);
        _state = HeadLoader.Open(store, options.ClusterId, Now);
        ExpectNodesBack();
    }

    internal HeadOptions Options { get; }

    /// <summary>Everything that the head knows now.</summary>
    internal HeadState State => _state;

    internal TimeProvider Clock => _time;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>The head's services for the processes of a node, or for nobody in particular.</summary>
    internal IHeadService ServiceFor(NodeId caller) => new HeadService(this, () => caller);

    /// <summary>The head's services for callers that differ from call to call.</summary>
    internal IHeadService ServiceForCallers(Func<NodeId> caller) => new HeadService(this, caller);

    /// <summary>Opens a node's connection. <paramref name="abort"/> is called when the head ends it, and completes when the node was told everything.</summary>
    internal NodeSession Connect(INodeReceiver receiver, Func<string, Task>? abort = null) => new(this, receiver, abort);

    internal ClusterInfo GetInfo()
    {
        HeadState state = _state;
        NodeRecord? headNode = state.Nodes.Values.FirstOrDefault(static node => node.Info.IsHead && node.Liveness != NodeLiveness.Dead);
        return new ClusterInfo(state.Meta.ClusterId, Options.Version, state.Meta.StartedAt, headNode?.Info.Id ?? default);
    }

    /// <summary>Runs a command of a caller. A node that was declared dead changes nothing any more.</summary>
    internal TResult Run<TResult>(NodeId caller, HeadCommand<TResult> command)
    {
        lock (_gate)
        {
            RefuseDeadLocked(caller);
            return RunLocked(command);
        }
    }

    /// <summary>Runs a command that yields an actor; the caller follows that actor.</summary>
    internal ActorRecord RunAndFollow(NodeId caller, HeadCommand<ActorRecord> command)
    {
        lock (_gate)
        {
            RefuseDeadLocked(caller);
            ActorRecord actor = RunLocked(command);
            return FollowLocked(caller, actor)!;
        }
    }

    /// <summary>Looks an actor up; the caller follows it. Nothing that happens to the actor falls between the two.</summary>
    internal ActorRecord? FindAndFollow(NodeId caller, Func<HeadState, ActorRecord?> find)
    {
        lock (_gate)
        {
            return FollowLocked(caller, find(_state));
        }
    }

    internal NodeRegistration Register(NodeSession session, NodeInfo node, ulong clusterId)
    {
        HeadInput.Check(node, Options.Limits);
        NodeSession? superseded = null;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            if (session.Node != default && session.Node != node.Id)
            {
                throw new InvalidOptionException($"This connection belongs to node {session.Node}; node {node.Id} needs one of its own.");
            }

            RegisterLocked(node, clusterId);
            if (_sessions.TryGetValue(node.Id, out superseded) && ReferenceEquals(superseded, session))
            {
                superseded = null;
            }

            _graces.Stop(node.Id);
            session.Node = node.Id;
            _sessions[node.Id] = session;
            CatchUpLocked(session);
            _lastSeen[node.Id] = Now;
        }

        _ = superseded?.AbortAsync("The node has connected again.");
        return new NodeRegistration(_state.Meta.ClusterId, Options.Version);
    }

    internal void Report(NodeSession session, NodeReport report)
    {
        HeadInput.Check(report, Options.Limits);
        lock (_gate)
        {
            CheckCurrentLocked(session);
            _lastSeen[session.Node] = Now;
            RunLocked(new ReportNode(session.Node, report));
        }
    }

    internal void Leave(NodeSession session, string reason)
    {
        lock (_gate)
        {
            CheckCurrentLocked(session);
            RunLocked(new EndNode(session.Node, HeadInput.Cut(reason, Options.Limits)));
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

    /// <summary>Tells all nodes to end, and forgets them. Ends when they were told.</summary>
    internal async Task StopAsync(string reason)
    {
        NodeSession[] sessions;
        lock (_gate)
        {
            _isStopped = true;
            sessions = [.. _sessions.Values];
            _sessions.Clear();
            _graces.Dispose();
            _views.Dispose();
        }

        foreach (NodeSession session in sessions)
        {
            session.Outbox.Add(receiver => receiver.OnStop(reason));
        }

        try
        {
            await Task.WhenAll(sessions.Select(session => session.AbortAsync(reason))).WaitAsync(Options.StopTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A node that does not read finds out by the end of its connection.
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync("The head has ended.").ConfigureAwait(false);

    private void RegisterLocked(NodeInfo node, ulong clusterId)
    {
        try
        {
            RunLocked(new RegisterNode(node, clusterId));
        }
        catch (RayException exception)
        {
            _logger.NodeRefused(node.Name, node.Id, exception.Message);
            throw;
        }

        _logger.NodeJoined(node.Name, node.Id, node.Address, string.Join(", ", node.Resources.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Value:0.####} {item.Key}"))));
    }

    private TResult RunLocked<TResult>(HeadCommand<TResult> command)
    {
        ObjectDisposedException.ThrowIf(_isStopped, this);
        HeadStep<TResult> step = HeadMachine.Apply(_state, command with { Time = Now }, Options.Limits);
        if (step.Changes.Count > 0)
        {
            _store.Commit(step.Changes);
        }

        _state = step.State;
        foreach (HeadEffect effect in step.Effects)
        {
            SpreadLocked(effect);
        }

        return step.Result;
    }

    private void SpreadLocked(HeadEffect effect)
    {
        switch (effect)
        {
            case NodeChanged node:
                _views.Add(node.Node, node.IsUrgent);
                OnNodeChangedLocked(node);
                break;
            case ActorChanged actor:
                SpreadLocked(actor);
                break;
            case ActorPlaced placed:
                _logger.ActorPlaced(placed.Actor.Registration.ClassName, placed.Actor.Registration.Id, placed.Node);
                SendLocked(placed.Node, receiver => receiver.OnPlaceActor(placed.Actor));
                break;
            case JobEnded ended:
                if (_state.Jobs.GetValueOrDefault(ended.Job) is { } job)
                {
                    _logger.JobEnded(job.Id, job.Status, job.Message);
                }

                foreach (NodeSession session in _sessions.Values)
                {
                    session.Outbox.Add(receiver => receiver.OnJobEnded(ended.Job));
                }

                break;
        }
    }

    private void SpreadLocked(ActorChanged change)
    {
        ActorRecord actor = change.Actor.WithoutCreation();
        ActorId id = actor.Registration.Id;
        bool isHostTold = change.Host == default;
        foreach (NodeId follower in _followers.Of(id))
        {
            isHostTold |= follower == change.Host;
            SendLocked(follower, receiver => receiver.OnActor(actor));
        }

        if (!isHostTold)
        {
            SendLocked(change.Host, receiver => receiver.OnActor(actor));
        }

        if (actor.State == ActorLiveness.Dead)
        {
            _followers.Remove(id);
        }
        else if (ActorRules.IsUnplaced(change.Actor))
        {
            _logger.ActorInfeasible(actor.Registration.ClassName, id, string.Join(", ", actor.Registration.Resources.Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Value:0.####} {item.Key}"))));
        }
    }

    private void OnNodeChangedLocked(NodeChanged change)
    {
        if (_state.Nodes.GetValueOrDefault(change.Node) is not { Liveness: NodeLiveness.Dead } node)
        {
            return;
        }

        _logger.NodeDead(node.Info.Name, node.Info.Id, node.Reason);
        _graces.Stop(change.Node);
        _followers.Remove(change.Node);
        _lastSeen.Remove(change.Node);
        if (_sessions.Remove(change.Node, out NodeSession? session))
        {
            _ = session.AbortAsync(node.Reason);
        }
    }

    private void SendLocked(NodeId node, Action<INodeReceiver> message)
    {
        if (_sessions.TryGetValue(node, out NodeSession? session))
        {
            session.Outbox.Add(message);
        }
    }

    /// <summary>What a node has to know, and may have missed while its connection was broken.</summary>
    private void CatchUpLocked(NodeSession session)
    {
        HeadState state = _state;
        NodeOutbox outbox = session.Outbox;
        var view = new ClusterView(state.Version, IsComplete: true, [.. state.Nodes.Values.Where(static node => node.Liveness != NodeLiveness.Dead)]);
        outbox.Add(receiver => receiver.OnView(view));
        foreach (ActorId followed in _followers.FollowedBy(session.Node).Order(IdOrder.Instance))
        {
            ActorRecord actor = state.Actors[followed].WithoutCreation();
            outbox.Add(receiver => receiver.OnActor(actor));
        }

        if (state.Placements.ContainsKey(session.Node))
        {
            foreach (ActorRecord actor in state.Actors.Values.Where(actor => actor.Node == session.Node && ActorRules.IsBeingMade(actor)))
            {
                outbox.Add(receiver => receiver.OnPlaceActor(actor));
            }
        }

        if (state.Nodes[session.Node].StartedAt < state.Time)
        {
            // The last messages before a break may be lost although the connection still seemed whole.
            DateTime missedFrom = _lastSeen.TryGetValue(session.Node, out DateTime seen) ? seen - HeadOptions.LateDetection : DateTime.MinValue;
            foreach (JobRecord job in state.Jobs.Values.Where(job => job.EndedAt >= missedFrom))
            {
                outbox.Add(receiver => receiver.OnJobEnded(job.Id));
            }
        }
    }

    private void PublishLocked(IReadOnlyCollection<NodeId> changed)
    {
        HeadState state = _state;
        var view = new ClusterView(state.Version, IsComplete: false, [.. changed.Select(node => state.Nodes.GetValueOrDefault(node)).OfType<NodeRecord>()]);
        foreach (NodeSession session in _sessions.Values)
        {
            session.Outbox.Add(receiver => receiver.OnView(view));
        }
    }

    private void OnViewTimer()
    {
        lock (_gate)
        {
            if (!_isStopped)
            {
                _views.Publish();
            }
        }
    }

    private ActorRecord? FollowLocked(NodeId caller, ActorRecord? actor)
    {
        if (actor is not null && actor.State != ActorLiveness.Dead && caller != default && _state.Nodes.GetValueOrDefault(caller) is { Liveness: not NodeLiveness.Dead })
        {
            _followers.Add(actor.Registration.Id, caller);
        }

        return actor?.WithoutCreation();
    }

    private void RefuseDeadLocked(NodeId caller)
    {
        if (caller != default && _state.Nodes.GetValueOrDefault(caller) is not { Liveness: not NodeLiveness.Dead })
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
        if (!RunLocked(new LoseNode(node, reason)))
        {
            return;
        }

        _logger.NodeLost(_state.Nodes[node].Info.Name, node, reason, period.TotalSeconds);
        _graces.Start(node, period);
    }

    private void OnGraceExpired(NodeId node, object grace)
    {
        lock (_gate)
        {
            if (!_isStopped && _graces.TryEnd(node, grace))
            {
                string reason = _state.Nodes[node].Reason;
                RunLocked(new EndNode(node, $"{reason} It did not come back in time."));
            }
        }
    }

    private void ExpectNodesBack()
    {
        lock (_gate)
        {
            foreach (NodeRecord node in _state.Nodes.Values.Where(static node => node.Liveness != NodeLiveness.Dead))
            {
                RunLocked(new LoseNode(node.Info.Id, "The head was restarted."));
                _graces.Start(node.Info.Id, Options.RestartGracePeriod);
            }
        }
    }
}
