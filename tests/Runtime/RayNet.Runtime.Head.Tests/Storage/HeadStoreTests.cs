using CsCheck;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests.Storage;

/// <summary>What every store of a head promises. One class for each store.</summary>
public abstract class HeadStoreTests
{
    private static readonly DateTime Now = new(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    [Fact]
    public void A_new_store_is_empty()
    {
        using IHeadStore store = Open();
        Assert.Empty(store.Load());
    }

    [Fact]
    public void Every_kind_of_record_comes_back_as_it_was()
    {
        var job = new JobRecord(
            new JobId(42, 7),
            Make.Job(3, 51) with { Metadata = new() { ["team"] = "a" }, EnvironmentVariables = new() { ["SECRET"] = "s" }, LogToDriver = true, WorkingDirectoryId = "w" },
            JobStatus.Failed,
            "it failed",
            Now,
            Now.AddSeconds(1));
        var node = new NodeRecord(Make.Node(3, 8, ("GPU", 0.5)) with { Lane = "/a", Machine = "m" }, NodeLiveness.Unreachable, Make.Report(9, 1.5, workers: 2), "reset", Now, null);
        var actor = new ActorRecord(Make.Actor(4, job.Id, "näme", detached: true, maxRestarts: -1, cpus: 0.25), ActorLiveness.Restarting, 52, Make.NodeId(3), 3, "crashed", IsNew: false, 17);
        var key = new KeyEntry("space", "a\0key", [0, 255, 1]);
        var meta = new ClusterMeta(ulong.MaxValue, Now, 12, Now.AddDays(1));
        RecordChange[] records =
        [
            new(RecordTable.Meta, "meta", meta),
            new(RecordTable.Nodes, "n", node),
            new(RecordTable.Jobs, "j", job),
            new(RecordTable.Actors, "a", actor),
            new(RecordTable.Keys, "5:space" + "a\0key", key),
        ];
        using (IHeadStore store = Open())
        {
            store.Commit(records);
        }

        using IHeadStore again = Open();
        IReadOnlyList<RecordChange> loaded = again.Load();
        Assert.Equal(records.Select(record => (record.Table, record.Key)).Order(), loaded.Select(record => (record.Table, record.Key)).Order());
        Assert.Equivalent(records.OrderBy(record => record.Table).Select(record => record.Record), loaded.OrderBy(record => record.Table).Select(record => record.Record), strict: true);
    }

    [Fact]
    public void The_last_change_of_a_record_counts_within_a_commit_and_between_commits()
    {
        using (IHeadStore store = Open())
        {
            store.Commit([Key("a", 1), Key("a", 2), Key("b", 1), Removed("b"), Removed("c"), Key("c", 3)]);
            store.Commit([Key("d", 4), Removed("c")]);
            store.Commit([Key("d", 5), Removed("nothing")]);
        }

        using IHeadStore again = Open();
        Assert.Equal([("a", 2), ("d", 5)], again.Load().Select(record => (KeyEntry)record.Record!).Select(entry => (entry.Key, (int)entry.Value[0])).Order());
    }

    [Fact]
    public void Tables_do_not_share_keys()
    {
        using IHeadStore store = Open();
        store.Commit([new(RecordTable.Meta, "x", new ClusterMeta(1, Now, 0)), new(RecordTable.Keys, "x", new KeyEntry("k", "x", [1]))]);
        store.Commit([new(RecordTable.Meta, "x", null)]);
        Assert.Equal(RecordTable.Keys, Assert.Single(store.Load()).Table);
    }

    [Fact]
    public void Random_commands_load_to_the_tables_that_they_made() => RandomRun.Steps.Sample(
        steps =>
        {
            Clear();
            HeadState state;
            using (IHeadStore store = Open())
            {
                state = RandomRun.All(steps, store).State;
            }

            using IHeadStore again = Open();
            HeadState loaded = HeadLoader.Open(again, 43, state.Time);

            // Reports are not stored.
            Assert.Equal(RandomRun.Describe(state, reports: false), RandomRun.Describe(loaded, reports: false));
            ReplayTests.AssertConsistent(loaded);
        },
        iter: 8,
        threads: 1);

    [Fact]
    public async Task What_many_callers_were_answered_is_there_for_the_next_head()
    {
        const int Callers = 16;
        const int Each = 50;
        using (IHeadStore store = Open())
        {
            await using var head = new TestHead(store: store);
            IHeadService service = head.Head.ServiceFor(default);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                for (int number = 0; number < Each; number++)
                {
                    await service.PutKeyAsync("k", $"{caller}", [(byte)number], overwrite: true);
                    Assert.Equal([(byte)number], (await service.GetKeyAsync("k", $"{caller}"))!);
                }
            })));
        }

        using IHeadStore again = Open();
        await using var next = new TestHead(store: again);
        foreach (int caller in Enumerable.Range(0, Callers))
        {
            Assert.Equal([Each - 1], (await next.Head.ServiceFor(default).GetKeyAsync("k", $"{caller}"))!);
        }
    }

    [Fact]
    public async Task Nodes_jobs_and_actors_are_known_to_the_next_head()
    {
        JobRecord job;
        ActorRecord actor;
        using (IHeadStore store = Open())
        {
            await using var head = new TestHead(store: store);
            await head.JoinAsync(2);
            job = await head.Head.ServiceFor(default).StartJobAsync(Make.Job(2));
            actor = await head.Head.ServiceFor(default).RegisterActorAsync(Make.Actor(1, job.Id, "keeper", detached: true, ownerNode: 2));
            await head.Head.ServiceFor(default).UpdateActorAsync(Make.Alive(actor, 2, 60));
        }

        using IHeadStore again = Open();
        await using var next = new TestHead(store: again, clusterId: 43);
        Assert.Equal(42ul, next.Head.State.Meta.ClusterId);
        TestNode back = await next.JoinAsync(Make.Node(2), clusterId: 42);
        await back.SeesViewAsync(view => view.IsComplete);
        Assert.Equal(JobStatus.Running, next.Head.State.Jobs[job.Id].Status);
        Assert.Equal((ActorLiveness.Alive, 60ul), ((await next.GetAsync(actor)).State, (await next.GetAsync(actor)).Process));
    }

    /// <summary>Opens the store of this test, again and again.</summary>
    internal abstract IHeadStore Open();

    /// <summary>Takes everything out of it.</summary>
    private protected abstract void Clear();

    private protected static RecordChange Key(string key, int value) => new(RecordTable.Keys, key, new KeyEntry("k", key, [(byte)value]));

    private protected static RecordChange Removed(string key) => new(RecordTable.Keys, key, null);
}
