using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>Brings actors to workers: owned ones are built there, borrowed ones are found.</summary>
internal sealed class ActorPlacement(ClusterRuntime runtime)
{
    /// <summary>Builds an owned actor on some worker.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="isSubmission">
    /// Whether the calling thread makes the actor just now. It sends what it has written when it waits or has written much, as it does with calls: a frame for each actor would wake the
    /// worker each time.
    /// </param>
    internal async Task PlaceAsync(RemoteActor actor, bool isSubmission = false)
    {
        RemoteActorOwnership ownership = actor.Ownership!;
        try
        {
            while (actor.State != ActorLiveness.Dead)
            {
                ValueTask<LeaseReply> asked = runtime.RequestLeaseAsync(ownership.ClassHome.Demand, ownership.ClassHome.Rules, [], forActor: true, wait: true, isRetriable: ownership.ClassHome.MaxRestarts != 0, ownership.ClassHome.PlacementDemand);
                isSubmission &= asked.IsCompleted;
                LeaseReply reply = await asked.ConfigureAwait(false);
                if (reply.Outcome == LeaseOutcome.Unschedulable)
                {
                    string why = PendingText.Of(reply.Reason, actor.ToString(), ownership.ClassHome.PlacementDemand, ownership.ClassHome.Rules.Selectors, reply.Lease.Node);
                    throw new UnschedulableException(reply.Lease.Node, why);
                }

                if (reply.Outcome == LeaseOutcome.Rejected)
                {
                    throw new RayShutdownException($"No worker can be had for {actor}: {reply.Message}.");
                }

                if (reply.Outcome != LeaseOutcome.Granted)
                {
                    throw new ActorDiedException(actor.Id, $"{actor} is dead: no worker can be had for it: {reply.Message}");
                }

                ownership.SetLease(reply.Lease);
                if (actor.State == ActorLiveness.Dead)
                {
                    // It was killed while it waited for its place.
                    break;
                }

                try
                {
                    ValueTask<PeerLink> connecting = runtime.Peers.ConnectAsync(reply.Worker!);
                    isSubmission &= connecting.IsCompleted;
                    PeerLink peer = await connecting.ConfigureAwait(false);
                    if (SendCreation(actor, peer) is { } number)
                    {
                        runtime.Actors.OnPlaced(actor, peer, number);
                        if (!isSubmission)
                        {
                            PeerLink.FlushDirty();
                        }

                        return;
                    }
                }
                catch (LinkException)
                {
                    // The worker died between the grant and the greeting: another one is asked for.
                }

                ReturnLease(ownership, workerIsBad: true);
            }

            ReturnLease(ownership, workerIsBad: false);
        }
        catch (Exception exception)
        {
            actor.Die(DeathOf(actor, exception), tellHost: false);
        }
    }

    /// <summary>Finds a borrowed actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="host">Where it is said to be, or 0.</param>
    /// <param name="hostNode">The node of that process.</param>
    /// <param name="lost">A process where it was and is no more, or 0.</param>
    internal async Task AttachAsync(RemoteActor actor, ulong host, NodeId hostNode, ulong lost)
    {
        try
        {
            while (true)
            {
                if (host == 0)
                {
                    ActorPlace place = await runtime.Actors.Locator.FindAsync(actor, lost).ConfigureAwait(false);
                    if (place.Process == 0)
                    {
                        throw new ActorDiedException(actor.Id, $"{actor} is dead: {place.Death}");
                    }

                    (host, hostNode) = (place.Process, place.Node);
                }

                if (await TryConnectAsync(host, hostNode).ConfigureAwait(false) is { } peer && TryAttach(actor, peer) is { } number)
                {
                    runtime.Actors.OnPlaced(actor, peer, number);
                    PeerLink.FlushDirty();
                    return;
                }

                // It is gone, and the actor with it or about to be somewhere else.
                (lost, host) = (host, 0);
            }
        }
        catch (Exception exception)
        {
            actor.Die(DeathOf(actor, exception), tellHost: false);
        }
    }

    /// <summary>Without its node this process hears of nobody any more: that says nothing of the actor.</summary>
    private static RayException DeathOf(RemoteActor actor, Exception exception) =>
        exception as ActorDiedException ?? exception as RayShutdownException ?? (RayException)new ActorDiedException(actor.Id, $"{actor} is dead: {exception.Message}", exception);

    internal void ReturnLease(RemoteActorOwnership ownership, bool workerIsBad)
    {
        if (ownership.TakeLease() is { } lease)
        {
            _ = runtime.ReturnLeaseAsync(lease, workerIsBad);
        }
    }

    private async Task<PeerLink?> TryConnectAsync(ulong host, NodeId hostNode)
    {
        try
        {
            return await runtime.FindPeerAsync(host, hostNode).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LinkException or RayException { Code: RayErrorCode.ClusterUnreachable })
        {
            // The process is gone, or its node, which nobody has declared dead yet.
            return null;
        }
    }

    private static uint? SendCreation(RemoteActor actor, PeerLink peer)
    {
        RemoteActorOwnership ownership = actor.Ownership!;
        ObjectCell creation = ownership.Creation;
        Link link = peer.Link;
        uint number;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return null;
            }

            ushort method = peer.NumberOf(creation.Method!);
            if (!peer.Slots.TryAdd(creation, new CreationRoute(actor), out uint slot))
            {
                return null;
            }

            number = (uint)peer.ActorNumbers.Count;
            link.BeginFrame(FrameKind.CreateActor, creation.HasReferences ? (byte)CallFlags.References : (byte)0, method, slot);
            try
            {
                var writer = new CallWriter(new MessagePackWriter(link.Output), peer.Options);
                ActorOptions? options = ownership.Options;
                new ActorCreation(number, actor.Id, ownership.Name, ownership.Namespace, options?.MaxRestarts, options?.MaxTaskRetries, options?.MaxConcurrency)
                {
                    IsDetached = ownership.ClassHome.IsDetached,
                    Restarts = ownership.Restarts,
                    SnapshotEvery = options?.SnapshotEvery,
                    SnapshotPeriod = options?.SnapshotPeriod,
                    TerminationTimeout = options?.TerminationTimeout,
                    Snapshot = ownership.Snapshot,
                    Captured = ownership.ClassHome.Rules.Captured,
                }.Write(ref writer.Writer);
                creation.WriteArguments(ref writer);
                writer.Writer.Flush();
                link.EndFrame();
            }
            catch
            {
                link.DropFrame();
                peer.Slots.Take(slot, out _);
                throw;
            }

            peer.ActorNumbers[actor.Id] = number;
        }

        peer.Touch();
        return number;
    }

    /// <summary>Gives the actor a number on the link; <see langword="null"/> where that has ended meanwhile.</summary>
    private static uint? TryAttach(RemoteActor actor, PeerLink peer)
    {
        Link link = peer.Link;
        uint number;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return null;
            }

            if (peer.ActorNumbers.TryGetValue(actor.Id, out number))
            {
                return number;
            }

            number = (uint)peer.ActorNumbers.Count;
            link.BeginFrame(FrameKind.CreateActor, (byte)CallFlags.Attach);
            var writer = new MessagePackWriter(link.Output);
            new ActorCreation(number, actor.Id).Write(ref writer);
            writer.Flush();
            link.EndFrame();
            peer.ActorNumbers.Add(actor.Id, number);
        }

        peer.Touch();
        return number;
    }
}
