using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Rules;

/// <summary>How actors are registered, placed, lost, built again and ended.</summary>
internal static class ActorRules
{
    private const int NoLimit = -1;

    /// <summary>Whether the head chooses its node: it is detached and can be built without its creator.</summary>
    internal static bool IsPlacedByHead(ActorRegistration actor) => actor.IsDetached && actor.Creation.Length > 0;

    /// <summary>Whether the head has to choose a node for it.</summary>
    internal static bool IsUnplaced(ActorRecord actor) =>
        actor.State is ActorLiveness.Pending or ActorLiveness.Restarting && actor.Node == default && IsPlacedByHead(actor.Registration);

    /// <summary>Whether a node was told to make it and has not done so yet.</summary>
    internal static bool IsBeingMade(ActorRecord actor) =>
        actor.State is ActorLiveness.Pending or ActorLiveness.Restarting && actor.Node != default && IsPlacedByHead(actor.Registration);

    internal static ActorRecord Register(Transition transition, ActorRegistration actor)
    {
        // A registration whose answer was lost comes again.
        if (transition.State.Actors.GetValueOrDefault(actor.Id) is { } same)
        {
            return same with { IsNew = true };
        }

        if (actor.Name.Length > 0 && transition.State.FindActor(actor.Namespace, actor.Name) is { } existing)
        {
            return actor.GetIfExists
                ? existing
                : throw new ActorNameTakenException($"The name '{actor.Name}' in namespace '{actor.Namespace}' belongs to a living {existing.Registration.ClassName}. Choose another name, set GetIfExists, or end that actor.");
        }

        if (transition.State.Jobs.GetValueOrDefault(actor.Job) is not { } maker)
        {
            throw new InvalidOptionException($"Actor {actor.ClassName} belongs to job {actor.Job}, which this head does not know. Start the job first.");
        }

        if (transition.State.Actors.Count - transition.State.EndedActors.Count >= transition.Limits.MaxActors)
        {
            throw new InvalidOptionException($"Actor {actor.ClassName} cannot be registered: {transition.Limits.MaxActors} live, the most that this head accepts. End some first.");
        }

        if (IsPlacedByHead(actor))
        {
            if (ActorPlacementRules.WhyNever(transition.State, actor) is { } why)
            {
                throw why;
            }

            actor = actor with { Job = JobRules.StartFor(transition, actor, maker).Id };
        }

        ActorRecord record = transition.Set(new ActorRecord(actor, ActorLiveness.Pending, 0, default, 0, string.Empty, IsNew: false, 0));
        if (IsUnplaced(record))
        {
            record = Place(transition, record, default);
        }

        return record with { IsNew = true };
    }

    /// <summary>Takes in what a node says of an actor; returns whether it was news.</summary>
    internal static bool Update(Transition transition, ActorUpdate update)
    {
        if (transition.State.Actors.GetValueOrDefault(update.Id) is not { } actor)
        {
            return update.State == ActorLiveness.Dead
                ? false
                : throw new ActorNotFoundException($"Actor {update.Id} is not registered, or was forgotten after its death. Register it first.");
        }

        // What is said of an earlier life, or by a node that the actor was taken from, is old.
        if (actor.State == ActorLiveness.Dead
            || (update.State != ActorLiveness.Dead && update.Restarts < actor.Restarts && !IsPlacedByHead(actor.Registration))
            || (IsPlacedByHead(actor.Registration) && update.State is ActorLiveness.Pending or ActorLiveness.Alive && update.Restarts != actor.Restarts)
            || (IsPlacedByHead(actor.Registration) && update.State != ActorLiveness.Dead && update.Node != actor.Node))
        {
            return false;
        }

        switch (update.State)
        {
            case ActorLiveness.Dead:
                Kill(transition, actor, update.Reason);
                return true;
            case ActorLiveness.Alive:
                return SetAlive(transition, actor, update);
            case ActorLiveness.Restarting:
                return Restart(transition, actor, update);
            default:
                return HandBack(transition, actor, update);
        }
    }

    internal static int EndProcess(Transition transition, NodeId node, ulong process, string reason)
    {
        int touched = 0;
        foreach (ActorRecord actor in transition.State.Actors.Values)
        {
            if (actor.State == ActorLiveness.Dead)
            {
                continue;
            }

            if (!actor.Registration.IsDetached && actor.Registration.Owner == process)
            {
                Kill(transition, actor, $"The process that owned it, {process:x16} on node {node}, has ended: {reason}");
                touched++;
            }
            else if (actor.Process == process)
            {
                LoseProcess(transition, actor, reason);
                touched++;
            }
        }

        GroupRules.OnProcessEnded(transition, process);
        return touched;
    }

    internal static void OnNodeEnded(Transition transition, NodeRecord node, string reason)
    {
        NodeId id = node.Info.Id;
        foreach (ActorRecord actor in transition.State.Actors.Values)
        {
            if (actor.State == ActorLiveness.Dead)
            {
                continue;
            }

            if (!actor.Registration.IsDetached && actor.Registration.OwnerNode == id)
            {
                Kill(transition, actor, $"The node of the process that owned it, '{node.Info.Name}' ({id}), is gone: {reason}");
            }
            else if (actor.Node == id)
            {
                LoseProcess(transition, actor, $"Its node '{node.Info.Name}' ({id}) is gone: {reason}");
            }
        }
    }

    internal static void OnJobEnded(Transition transition, JobId job)
    {
        foreach (ActorRecord actor in transition.State.Actors.Values)
        {
            if (actor.State != ActorLiveness.Dead && (!actor.Registration.IsDetached || IsPlacedByHead(actor.Registration)) && actor.Registration.Job == job)
            {
                Kill(transition, actor, $"Its job {job} has ended.");
            }
        }
    }

    /// <summary>Gives a node the actors that found none: all that it can hold when it joins, those that fit now when it reports.</summary>
    internal static void PlaceWaiting(Transition transition, NodeId node, bool onlyIfFree)
    {
        foreach (ActorId id in transition.State.Unplaced)
        {
            ActorRecord actor = transition.State.Actors[id];
            if (ActorPlacementRules.Fits(transition.State, node, actor.Registration, onlyIfFree))
            {
                Assign(transition, actor, node);
            }
        }
    }

    private static bool SetAlive(Transition transition, ActorRecord actor, ActorUpdate update)
    {
        ActorRecord alive = actor with
        {
            State = ActorLiveness.Alive,
            Process = update.Process,
            Node = update.Node,
            Restarts = IsPlacedByHead(actor.Registration) ? actor.Restarts : update.Restarts,
            Reason = string.Empty,
        };
        if (NodeRules.IsLiving(transition, update.Node))
        {
            transition.Set(alive);
        }
        else
        {
            // The node died before this arrived.
            LoseProcess(transition, alive, $"Its node {update.Node} is gone.");
        }

        return true;
    }

    private static bool Restart(Transition transition, ActorRecord actor, ActorUpdate update)
    {
        if (IsPlacedByHead(actor.Registration))
        {
            if (actor.State != ActorLiveness.Alive)
            {
                return false;
            }

            LoseProcess(transition, actor, update.Reason);
            return true;
        }

        transition.Set(actor with { State = ActorLiveness.Restarting, Process = 0, Node = default, Restarts = update.Restarts, Reason = update.Reason });
        return true;
    }

    private static bool HandBack(Transition transition, ActorRecord actor, ActorUpdate update)
    {
        if (!IsBeingMade(actor))
        {
            return false;
        }

        ActorRecord free = transition.Set(actor with { Node = default, Reason = update.Reason });
        Place(transition, free, update.Node);
        return true;
    }

    private static ActorRecord Place(Transition transition, ActorRecord actor, NodeId except) =>
        ActorPlacementRules.Choose(transition.State, actor.Registration, except) is { } node ? Assign(transition, actor, node) : EndIfUnschedulable(transition, actor);

    /// <summary>An actor that is bound to a node which is gone has no place any more, and never will.</summary>
    private static ActorRecord EndIfUnschedulable(Transition transition, ActorRecord actor)
    {
        if (ActorPlacementRules.WhyNever(transition.State, actor.Registration) is not { } why)
        {
            return actor;
        }

        Kill(transition, actor, why.Message);
        return transition.State.Actors[actor.Registration.Id];
    }

    private static ActorRecord Assign(Transition transition, ActorRecord actor, NodeId node)
    {
        ActorRecord placed = transition.Set(actor with { Node = node });
        transition.Effects.Add(new Effects.ActorPlaced(node, placed));
        return placed;
    }

    /// <summary>The process that hosts it, or was to host it, is gone.</summary>
    private static void LoseProcess(Transition transition, ActorRecord actor, string reason)
    {
        if (actor.State != ActorLiveness.Alive)
        {
            // It had not begun to live: nothing is lost, and nothing counts as a restart.
            ActorRecord waiting = transition.Set(actor with { Process = 0, Node = default, Reason = reason });
            PlaceIfOurs(transition, waiting);
            return;
        }

        if (actor.Registration.IsDetached && actor.Registration.Creation.Length == 0)
        {
            Kill(transition, actor, $"{reason} It is detached and its creation is not stored, so that it cannot be built again.");
            return;
        }

        // A node that was asked to leave takes nothing away: the actor goes on elsewhere, if it may be built again at all.
        int allowed = actor.Registration.MaxRestarts;
        bool isMove = allowed != 0 && transition.State.Nodes.GetValueOrDefault(actor.Node)?.Drain is not null;
        if (!isMove && allowed != NoLimit && actor.Restarts - actor.Moves >= allowed)
        {
            Kill(transition, actor, allowed == 0 ? reason : $"{reason} It was built again {allowed} times, as often as MaxRestarts allows.");
            return;
        }

        ActorRecord restarting = transition.Set(actor with { State = ActorLiveness.Restarting, Process = 0, Node = default, Restarts = actor.Restarts + 1, Moves = actor.Moves + (isMove ? 1 : 0), Reason = reason });
        PlaceIfOurs(transition, restarting);
    }

    private static void PlaceIfOurs(Transition transition, ActorRecord actor)
    {
        if (IsUnplaced(actor))
        {
            Place(transition, actor, default);
        }
    }

    private static void Kill(Transition transition, ActorRecord actor, string reason)
    {
        transition.Set(actor with
        {
            // Nobody builds it again, so that its creation need not be kept.
            Registration = actor.Registration with { Creation = [] },
            State = ActorLiveness.Dead,
            Process = 0,
            Node = default,
            Reason = reason,
        });
        foreach (KeyEntry saved in transition.State.KeysFrom(ActorStateKeys.Keyspace, ActorStateKeys.PrefixOf(actor.Registration.Id)).ToArray())
        {
            transition.RemoveKey(saved.Keyspace, saved.Key);
        }

        if (IsPlacedByHead(actor.Registration))
        {
            JobRules.End(transition, actor.Registration.Job, JobStatus.Stopped, $"Its actor is dead: {reason}");
        }
    }
}
