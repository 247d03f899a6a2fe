using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <content>What becomes of calls when another process is gone.</content>
internal sealed partial class ClusterRuntime
{
    internal void OnPeerLost(PeerLink peer, Exception reason)
    {
        Peers.Remove(peer);
        if (!_stopped && LossCauses.MayBeKnown(peer, reason))
        {
            _ = LoseOnceKnownAsync(peer, reason);
        }
        else
        {
            Lose(peer, reason);
        }
    }

    private async Task LoseOnceKnownAsync(PeerLink peer, Exception reason) =>
        Lose(peer, await LossCauses.FindAsync(this, peer, reason).ConfigureAwait(false));

    private void Lose(PeerLink peer, Exception reason)
    {
        var ofActors = new Dictionary<RemoteActor, List<ObjectCell>>();
        foreach ((ObjectCell call, CallRoute route) in peer.Slots.Close())
        {
            if (route is ActorRoute { Actor: { } actor })
            {
                if (!ofActors.TryGetValue(actor, out List<ObjectCell>? calls))
                {
                    ofActors.Add(actor, calls = []);
                }

                calls.Add(call);
            }
            else
            {
                route.OnLost(call, reason);
            }
        }

        foreach (LeasedQueue queue in _queues.Values)
        {
            queue.OnPeerLost(peer);
        }

        Actors.OnPeerLost(peer, reason, ofActors);
        References.OnPeerLost(peer, reason);
        peer.Incoming.OnCallerLost();
        Hosted.OnOwnerLost(peer);
    }

    /// <summary>The own node is gone: nothing that waits for a worker will get one.</summary>
    internal void OnNodeLost(LinkException reason)
    {
        RayShutdownException lost = LossCauses.OfNode(reason);
        Volatile.Write(ref _nodeLost, lost);
        foreach (LeasedQueue queue in _queues.Values)
        {
            queue.FailAll(lost);
        }
    }
}
