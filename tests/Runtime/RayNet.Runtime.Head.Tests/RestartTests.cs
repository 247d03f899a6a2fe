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
        JobRecord job = await before.Service.StartJobAsync(Make.Job(2));
        ActorRecord actor = await before.Service.RegisterActorAsync(Make.Actor(1, job.Id, "keeper", detached: true, maxRestarts: -1, cpus: 1));
        await before.Service.PutKeyAsync("a", "b", [1], overwrite: true);

        await using var after = new TestHead(store: store, time: before.Time);
        Assert.Equal(NodeLiveness.Unreachable, after.Node(1).Liveness);
        TestNode back = await after.JoinAsync(Make.Node(1), clusterId: 42);
        await back.IsGivenAsync(actor.Registration.Id);
        Assert.Equal([1], await after.Service.GetKeyAsync("a", "b"));
        Assert.NotNull(await after.Service.FindActorAsync("default", "keeper"));

        after.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(NodeLiveness.Dead, after.Node(2).Liveness);
        await back.SeesJobEndAsync(job.Id);
        Assert.Equal(JobStatus.Failed, after.Head.State.Jobs[job.Id].Status);
        Assert.Equal(2ul, (await after.Service.StartJobAsync(Make.Job(1))).Id.Sequence);
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

        public IReadOnlyList<RecordChange> Load() => [];

        public void Commit(IReadOnlyList<RecordChange> changes)
        {
            if (IsBroken)
            {
                throw new IOException("No space left on device.");
            }
        }
    }
}
