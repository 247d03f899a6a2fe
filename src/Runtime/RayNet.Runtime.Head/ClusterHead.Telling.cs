using System.Globalization;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Logging;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Sessions;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>What the head tells nodes.</summary>
internal sealed partial class ClusterHead
{
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
            case BundlesOrdered bundles:
                SendLocked(bundles.Node, receiver => receiver.OnBundles(bundles.Order));
                break;
            case QuotaChanged quota:
                SpreadLocked(quota);
                break;
            case GroupChanged group:
                _groupWaiters.OnChanged(group.Group);
                break;
            case JobEnded ended:
                if (State.Jobs.GetValueOrDefault(ended.Job) is { } job)
                {
                    _logger.JobEnded(job.Id, job.Status, job.Message);
                }

                BroadcastLocked(receiver => receiver.OnJobEnded(ended.Job));
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

    /// <summary>All nodes hear of a quota that was set; that one is wanted hear those that hold some of it, and not each time that somebody asks.</summary>
    private void SpreadLocked(QuotaChanged change)
    {
        if (!change.IsWanted)
        {
            var news = new QuotaNews([.. State.Quotas.Values.Select(quota => QuotaRules.Describe(State, quota))], IsComplete: true);
            BroadcastLocked(receiver => receiver.OnQuotas(news));
        }
        else if ((!_wanted.TryGetValue(change.Name, out DateTime last) || Now - last >= HeadOptions.WantedInterval) && State.Quotas.GetValueOrDefault(change.Name) is { } quota)
        {
            _wanted[change.Name] = Now;
            var news = new QuotaNews([QuotaRules.Describe(State, quota, isWanted: true)], IsComplete: false);
            foreach ((NodeId node, System.Collections.Immutable.ImmutableArray<QuotaHold> holds) in State.QuotaHolds)
            {
                if (holds.Any(hold => hold.Quota == change.Name && hold.Held.Count > 0))
                {
                    SendLocked(node, receiver => receiver.OnQuotas(news));
                }
            }
        }
    }

    private void OnNodeChangedLocked(NodeChanged change)
    {
        if (State.Nodes.GetValueOrDefault(change.Node) is not { Liveness: NodeLiveness.Dead } node)
        {
            if (change.IsUrgent && State.Nodes.GetValueOrDefault(change.Node)?.Drain is { } drain)
            {
                _logger.NodeDraining(change.Node, drain.Reason, drain.Deadline);
                if (drain.Deadline is { } deadline)
                {
                    _drains.Start(change.Node, deadline > Now ? deadline - Now : TimeSpan.Zero);
                }
            }

            return;
        }

        _logger.NodeDead(node.Info.Name, node.Info.Id, node.Reason);
        _graces.Stop(change.Node);
        _drains.Stop(change.Node);
        _followers.Remove(change.Node);
        _lastSeen.Remove(change.Node);
        if (_sessions.Remove(change.Node, out NodeSession? session))
        {
            _ = session.AbortAsync(node.Reason);
        }
    }

    private void SendLocked(NodeId node, Action<INodeReceiver> message)
    {
        if (_sessions.TryGetValue(node, out NodeSession? session) && session.IsAttached)
        {
            session.Outbox.Add(message);
        }
    }

    private void BroadcastLocked(Action<INodeReceiver> message)
    {
        foreach (NodeSession session in _sessions.Values.Where(static session => session.IsAttached))
        {
            session.Outbox.Add(message);
        }
    }

    /// <summary>What a node has to know, and may have missed while its connection was broken.</summary>
    private void CatchUpLocked(NodeSession session)
    {
        HeadState state = State;
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

        var quotas = new QuotaNews([.. state.Quotas.Values.Select(quota => QuotaRules.Describe(state, quota))], IsComplete: true);
        outbox.Add(receiver => receiver.OnQuotas(quotas));
        PlacementGroupId[] groups = [.. state.Groups.Values.Where(group => group.Nodes.Contains(session.Node)).Select(static group => group.Registration.Id)];
        outbox.Add(receiver => receiver.OnGroups(groups));
        foreach (BundleOrder order in GroupRules.OrdersFor(state, session.Node).Where(static order => order.Indexes.Length > 0))
        {
            outbox.Add(receiver => receiver.OnBundles(order));
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
        HeadState state = State;
        var view = new ClusterView(state.Version, IsComplete: false, [.. changed.Select(node => state.Nodes.GetValueOrDefault(node)).OfType<NodeRecord>()]);
        BroadcastLocked(receiver => receiver.OnView(view));
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

    private void FollowLocked(NodeId caller, ActorRecord? actor)
    {
        if (actor is not null && actor.State != ActorLiveness.Dead && caller != default && State.Nodes.GetValueOrDefault(caller) is { Liveness: not NodeLiveness.Dead })
        {
            _followers.Add(actor.Registration.Id, caller);
        }
    }
}
