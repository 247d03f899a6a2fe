using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>A head that starts again from its store.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_head_that_starts_again_knows_its_cluster_and_expects_its_nodes_back()
    {
        var store = new MemoryHeadStore();
        var before = new TestHead(store: store);
        await before.JoinAsync(1);
        await before.JoinAsync(2);
        await before.JoinAsync(3);
        JobRecord job = await before.Service.StartJobAsync(Make.Job(3));
        ActorRecord actor = await before.Service.RegisterActorAsync(Make.Actor(1, job.Id, "keeper", detached: true, maxRestarts: -1, cpus: 1));
        await before.Service.PutKeyAsync("a", "b", [1], overwrite: true);

        await using var after = new TestHead(store: store, time: before.Time);
        Assert.Equal(NodeLiveness.Unreachable, after.Node(2).Liveness);

        // It was in the process of the head.
        Assert.Equal(NodeLiveness.Dead, after.Node(1).Liveness);
        TestNode back = await after.JoinAsync(Make.Node(2), clusterId: 42);
        await back.IsGivenAsync(actor.Registration.Id);
        IHeadService service = after.Head.ServiceFor(Make.NodeId(2));
        Assert.Equal([1], await service.GetKeyAsync("a", "b"));
        Assert.NotNull(await service.FindActorAsync("default", "keeper"));

        after.Pass(HeadOptions.DefaultRestartGracePeriod);
        Assert.Equal(NodeLiveness.Dead, after.Node(3).Liveness);
        Assert.Equal(NodeLiveness.Alive, after.Node(2).Liveness);
        await back.SeesJobEndAsync(job.Id);
        Assert.Equal(JobStatus.Failed, after.Head.State.Jobs[job.Id].Status);
        // The second job is the detached actor's own.
        Assert.Equal(3ul, (await service.StartJobAsync(Make.Job(2))).Id.Sequence);
    }

    [Fact]
    public async Task After_a_stop_in_good_order_a_new_cluster_begins()
    {
        using var store = new MemoryHeadStore();
        await using (var before = new TestHead(store: store))
        {
            await before.JoinAsync(2);
            await before.Head.ServiceFor(default).PutKeyAsync("a", "b", [1], overwrite: true);
            await before.Head.StopAsync("raynet stop");
        }

        await using var after = new TestHead(store: store, clusterId: 43);
        Assert.Equal(43ul, after.Head.State.Meta.ClusterId);
        Assert.Empty(after.Head.State.Nodes);
        Assert.Null(await after.Head.ServiceFor(default).GetKeyAsync("a", "b"));
        Assert.Single(store.Load());
    }

    [Fact]
    public async Task A_head_that_was_killed_can_be_followed_by_a_new_cluster_all_the_same()
    {
        using var store = new MemoryHeadStore();
        await using (var before = new TestHead(store: store))
        {
            await before.Head.ServiceFor(default).PutKeyAsync("a", "b", [1], overwrite: true);
        }

        await using (var same = new TestHead(store: store, clusterId: 43))
        {
            Assert.Equal([1], await same.Head.ServiceFor(default).GetKeyAsync("a", "b"));
        }

        await using var after = new TestHead(store: store, clusterId: 43, isNewCluster: true);
        Assert.Equal(43ul, after.Head.State.Meta.ClusterId);
        Assert.Null(await after.Head.ServiceFor(default).GetKeyAsync("a", "b"));
    }

    [Fact]
    public async Task What_the_store_refuses_has_not_happened()
    {
        var store = new BrokenStore();
        await using var head = new TestHead(store: store);
        store.IsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => head.Head.ServiceFor(default).PutKeyAsync("a", "b", [1], overwrite: true));

        Assert.Null(await head.Head.ServiceFor(default).GetKeyAsync("a", "b"));
        store.IsBroken = false;
        Assert.True(await head.Head.ServiceFor(default).PutKeyAsync("a", "b", [1], overwrite: true));
    }

    private sealed class BrokenStore : IHeadStore
    {
        internal bool IsBroken { get; set; }

        public bool IsImmediate => true;

        public IReadOnlyList<RecordChange> Load() => [];

        public void Dispose()
        {
        }

        public void Commit(IReadOnlyList<RecordChange> changes)
        {
            if (IsBroken)
            {
                throw new IOException("No space left on device.");
            }
        }
    }
}
