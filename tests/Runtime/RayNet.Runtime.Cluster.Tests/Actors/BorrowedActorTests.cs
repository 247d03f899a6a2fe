using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Tests.Actors;

/// <summary>Actors that another process owns, or the head.</summary>
public sealed class BorrowedActorTests
{
    // Found by a minute of faults: the link had ended and was still known when a detached actor's place was told, and the actor was taken for dead for good.
    [Fact]
    public async Task Link_that_has_just_ended_is_not_the_death_of_an_actor_behind_it()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(workers: 1);
        using IDisposable use = cluster.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        Assert.Equal(1, await counter.Increment().Within());
        RemoteActor hosted = Enumerable.Range(0, 1_000).Select(number => cluster.Runtime.Actors.FindOwned(new ActorId(cluster.Runtime.Process, (ulong)number))).OfType<RemoteActor>().Single();
        PeerLink peer = cluster.Runtime.Peers.Find(hosted.Site.Process)!;
        var asked = new TaskCompletionSource<ulong>();
        cluster.Runtime.WaitForActorAsync = (_, lost) =>
        {
            asked.TrySetResult(lost);
            return new TaskCompletionSource<ActorRecord?>().Task;
        };

        RemoteActor borrowed;
        lock (peer.Link.Gate)
        {
            // Whoever reads the link cannot take note of its end before the gate opens.
            peer.Link.Close(LinkError.Closed, "The test ends the link.");
            borrowed = cluster.Runtime.Actors.Borrow(new ActorId(1, 1), hosted.Class, owner: 0, default, peer.Process, peer.Link.Peer.Node);
        }

        Assert.Null(borrowed.Death);
        Assert.Equal(peer.Process, await asked.Task.Within());
    }
}
