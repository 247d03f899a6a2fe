using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// The detached actors that the head gave to this node: gets each a worker of its job, and tells the head when that worker is gone. That the
/// actor lives, or has ended, the worker says itself.
/// </summary>
internal sealed class PlacedActors(NodeAgent node)
{
    /// <summary>From the second failure on an actor is handed back later and later: where no node can make it, the head would do nothing but move it.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ActorId, Placed> _actors = [];
    private readonly Dictionary<ActorId, int> _failures = [];

    /// <summary>Makes an actor here. What comes again after a reconnection is known already.</summary>
    internal void Place(ActorRecord actor)
    {
        var placed = new Placed(actor);
        lock (_gate)
        {
            if (_actors.TryGetValue(actor.Registration.Id, out Placed? known) && known.Actor.Restarts == actor.Restarts)
            {
                return;
            }

            _actors[actor.Registration.Id] = placed;
        }

        _ = PlaceAsync(placed);
    }

    /// <summary>The head says how it is with an actor.</summary>
    internal void OnActor(ActorRecord actor)
    {
        if (actor.State == ActorLiveness.Dead)
        {
            Placed? ended;
            lock (_gate)
            {
                _actors.Remove(actor.Registration.Id, out ended);
                _failures.Remove(actor.Registration.Id);
            }

            if (ended is not null)
            {
                Release(ended);
            }
        }
        else if (actor is { State: ActorLiveness.Alive, Process: not 0, Registration: { IsDetached: true, Owner: 0 } } && actor.Node == node.Options.Id && node.FindProcess(actor.Process) is null)
        {
            // Its worker died before the head heard that it lives.
            ClusterRuntime.Forget(node.Head.EndProcessAsync(node.Options.Id, actor.Process, "its worker has ended"));
        }
    }

    internal void OnProcessLost(ulong process, string reason)
    {
        List<Placed> lost = [];
        lock (_gate)
        {
            foreach (Placed placed in _actors.Values.Where(placed => placed.Process == process).ToList())
            {
                _actors.Remove(placed.Id);
                lost.Add(placed);
            }
        }

        if (lost.Count > 0)
        {
            _ = TellLostAsync(process, lost, reason);
        }
    }

    private async Task PlaceAsync(Placed placed)
    {
        try
        {
            JobId job = placed.Actor.Registration.Job;
            if (node.FindJob is { } find && !node.Workers.Knows(job))
            {
                await find(job, CancellationToken.None).ConfigureAwait(false);
            }

            Dictionary<string, long> units = ResourceDemand.FromQuantities(placed.Actor.Registration.Resources).ToUnits();
            LeaseReply reply = await node.Scheduler.GrantAsync(new LeaseRequest(job, node.Process, node.Options.Id, units, ForActor: true, [], Hops: 1, Wait: true) { IsRetriable = placed.Actor.Registration.MaxRestarts != 0 }, CancellationToken.None).ConfigureAwait(false);
            if (reply.Outcome != LeaseOutcome.Granted)
            {
                await HandBackLaterAsync(placed, reply.Message).ConfigureAwait(false);
                return;
            }

            bool isWanted;
            lock (_gate)
            {
                placed.Lease = reply.Lease;
                placed.Process = reply.Worker!.Process;
                isWanted = _actors.TryGetValue(placed.Id, out Placed? current) && ReferenceEquals(current, placed);
            }

            if (!isWanted)
            {
                Release(placed);
            }
            else if (node.TryGiveActor(placed.Process, placed.Actor))
            {
                lock (_gate)
                {
                    _failures.Remove(placed.Id);
                }
            }
            else
            {
                Release(placed);
                await HandBackLaterAsync(placed, "its worker has ended").ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            node.Options.Logger.PlacementFailed(placed.Actor.Registration.ClassName, placed.Id, exception);
            await HandBackLaterAsync(placed, exception.Message).ConfigureAwait(false);
        }
    }

    private async Task HandBackLaterAsync(Placed placed, string reason)
    {
        int failures;
        lock (_gate)
        {
            failures = _failures[placed.Id] = _failures.GetValueOrDefault(placed.Id) + 1;
        }

        if (failures > 1)
        {
            TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(failures - 2, 10));
            pause = pause < LongestPause ? pause : LongestPause;
            Task over = Task.Delay(pause, node.Options.TimeProvider);
            node.Options.Logger.PlacementPaused(placed.Actor.Registration.ClassName, placed.Id, failures, pause.TotalSeconds, reason);
            await over.ConfigureAwait(false);
        }

        await HandBackAsync(placed, reason).ConfigureAwait(false);
    }

    /// <summary>Lets the head choose another node, or this one again.</summary>
    private async Task HandBackAsync(Placed placed, string reason)
    {
        lock (_gate)
        {
            if (_actors.TryGetValue(placed.Id, out Placed? current) && ReferenceEquals(current, placed))
            {
                _actors.Remove(placed.Id);
            }
        }

        try
        {
            await node.Head.UpdateActorAsync(new ActorUpdate(placed.Id, ActorLiveness.Pending, 0, node.Options.Id, placed.Actor.Restarts, reason)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException or IOException or InvalidOperationException or Grpc.Core.RpcException)
        {
            node.Options.Logger.HeadLost(exception.Message);
        }
    }

    private async Task TellLostAsync(ulong process, List<Placed> lost, string reason)
    {
        try
        {
            await node.Head.EndProcessAsync(node.Options.Id, process, reason).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException or IOException or InvalidOperationException or Grpc.Core.RpcException)
        {
            node.Options.Logger.HeadLost(exception.Message);
        }

        // One that the head has not heard of yet is still this node's to make.
        foreach (Placed placed in lost)
        {
            await HandBackAsync(placed, reason).ConfigureAwait(false);
        }
    }

    private void Release(Placed placed)
    {
        if (placed.TakeLease() is { } lease)
        {
            node.Scheduler.Return(lease, workerIsBad: false);
        }
    }

    private sealed class Placed(ActorRecord actor)
    {
        internal ActorRecord Actor { get; } = actor;

        internal ActorId Id => Actor.Registration.Id;

        internal LeaseId? Lease { get; set; }

        /// <summary>The worker; 0 until there is one.</summary>
        internal ulong Process { get; set; }

        internal LeaseId? TakeLease()
        {
            LeaseId? lease = Lease;
            Lease = null;
            return lease;
        }
    }
}
