namespace RayNet.Testing.Tests.State;

/// <summary>What a cluster says of tasks and actors, whoever owns them.</summary>
public sealed class ClusterStateTests : IClassFixture<TwoNodes>
{
    private readonly RayCluster _cluster;
    private readonly RayNode _second;

    public ClusterStateTests(TwoNodes nodes) => (_cluster, _second) = (nodes.Cluster, nodes.Second);

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Tasks_of_drivers_and_workers_of_all_nodes_are_listed_once_each(int limit)
    {
        await using IRayClient first = await _cluster.ConnectAsync();
        await using IRayClient other = await _cluster.ConnectAsync(beside: _second);
        ActorHandle<Meeting> hold;
        ObjectRef<string> holder;
        var calls = new List<ObjectRef>();
        using (first.Use())
        {
            hold = await Meeting.StartAsync("second");
            ActorHandle<Meeting> delegated = await Meeting.StartAsync("second");
            holder = Work.LingerUntilRemote(hold, On.Node("head") with { Name = "holder" });
            await hold.First().Within();
            calls.AddRange(Foreman.Queue("first", 10));
            calls.Add(Foreman.DelegateRemote(delegated, "nested", 6, On.Node("second") with { Name = "foreman" }));
            await delegated.First().Within();
        }

        using (other.Use())
        {
            calls.AddRange(Foreman.Queue("other", 8));
            var seen = new List<TaskInfo>();
            string? next = null;
            do
            {
                TaskPage page = await Ray.ListTasksAsync(new TaskQuery { Limit = limit, Continuation = next }).Within();
                Assert.Empty(page.Missing);
                Assert.InRange(page.Items.Count, 0, limit);
                seen.AddRange(page.Items);
                next = page.Continuation;
            }
            while (next is not null);

            IEnumerable<string> expected = [.. Names("first", 10), .. Names("nested", 6), .. Names("other", 8), "foreman", "holder"];
            Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Select(static task => task.Name).Order(StringComparer.Ordinal));
            Assert.Equal([_second.Id, _cluster.Nodes[0].Id], seen.Where(static task => task.Status == RemoteTaskStatus.Running).OrderBy(static task => task.Name).Select(static task => task.Node!.Value));
            Assert.Equal(24, seen.Count(static task => task is { Status: RemoteTaskStatus.Queued, Node: null, Attempt: 1 }));
            Assert.Equal(Names("other", 8), seen.Where(task => task.Job == other.JobId).Select(static task => task.Name));
            Assert.Equal(3, seen.Select(static task => task.Owner).Distinct().Count());

            Assert.Equal(["nested 3"], (await Ray.ListTasksAsync(new TaskQuery { Name = "nested 3", Limit = limit }).Within()).Items.Select(static task => task.Name));
            Assert.Equal(["foreman", "holder"], (await Ray.ListTasksAsync(new TaskQuery { Status = RemoteTaskStatus.Running, Limit = limit }).Within()).Items.Select(static task => task.Name).Order());
            TaskSummary summary = await Ray.SummarizeTasksAsync().Within();
            Assert.Equal((26, 26), (summary.Counts.Count, summary.Counts.Sum(static count => count.Count)));
            await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListTasksAsync(new TaskQuery { Continuation = "nonsense" }));
            await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListTasksAsync(new TaskQuery { Limit = 0 }));
        }

        using (first.Use())
        {
            Assert.Equal(2, await hold.Arrive("the test").Within());
            await Ray.WhenAll(calls).Within();
            Assert.Equal(_cluster.Nodes[0].Id.ToString(), await holder.Within());
            Assert.Empty((await Ray.ListTasksAsync().Within()).Items);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Actors_of_drivers_and_of_the_head_are_listed_once_each(int limit)
    {
        await using IRayClient first = await _cluster.ConnectAsync();
        await using IRayClient other = await _cluster.ConnectAsync(static options => options.Namespace = "shop", _second);
        var handles = new List<ActorHandle<Resident>>();
        using (first.Use())
        {
            handles.Add(Resident.CreateRemote(On.Actor("second")));
            handles.Add(Resident.CreateRemote(On.Actor("head")));
            handles.Add(Resident.CreateRemote(new ActorOptions { Name = $"detached {limit}", Lifetime = ActorLifetime.Detached }));
            await Ray.WhenAll(handles.Select(static handle => handle.Node())).Within();
        }

        using (other.Use())
        {
            ActorHandle<Resident> named = Resident.CreateRemote(new ActorOptions { Name = "named" });
            Assert.NotEmpty(await named.Node().Within());
            var seen = new List<ActorInfo>();
            string? next = null;
            do
            {
                ActorPage page = await Ray.ListActorsAsync(new ActorQuery { Limit = limit, Continuation = next }).Within();
                Assert.Empty(page.Missing);
                seen.AddRange(page.Items);
                next = page.Continuation;
            }
            while (next is not null);

            Assert.Equal([$"detached {limit}", "named", null, null], seen.Select(static actor => actor.Name).OrderBy(static name => name is null).ThenBy(static name => name));
            Assert.All(seen, static actor => Assert.Equal(ActorStatus.Alive, actor.Status));
            Assert.Equal(["named"], await NamesAsync(new ActorQuery { Namespace = "shop" }));
            Assert.Equal([$"detached {limit}"], await NamesAsync(new ActorQuery { Name = $"detached {limit}" }));
            Assert.Equal([_second.Id, _cluster.Nodes[0].Id], seen.Where(static actor => actor.Name is null).OrderBy(static actor => actor.Id.Sequence).Select(static actor => actor.Node!.Value));
            Assert.True(seen.Single(actor => actor.Name == $"detached {limit}").IsDetached);

            Ray.Kill(named);
            Ray.Kill(Ray.GetActor<Resident>($"detached {limit}", first.Namespace));
            ActorPage dead = await Soon.Until(
                () => Ray.ListActorsAsync(new ActorQuery { Status = ActorStatus.Dead }),
                page => page.Items.Count(actor => actor.Name == "named" || actor.Name == $"detached {limit}") >= 2,
                "two dead actors");
            Assert.Contains("killed", dead.Items.First(static actor => actor.Name == "named").Reason, StringComparison.Ordinal);
            Assert.Equal([null, null], await NamesAsync(new ActorQuery()));
        }

        GC.KeepAlive(handles);
    }

    [Fact]
    public async Task What_a_driver_owned_is_not_listed_after_its_end()
    {
        await using IRayClient stays = await _cluster.ConnectAsync(beside: _second);
        await using (IRayClient ends = await _cluster.ConnectAsync())
        {
            using IDisposable own = ends.Use();
            ActorHandle<Meeting> hold = await Meeting.StartAsync("second");
            ObjectRef<string> holder = Work.LingerUntilRemote(hold, On.Node("head"));
            await hold.First().Within();
            ObjectRef<int>[] queued = Foreman.Queue("short", 5);
            using IDisposable scope = stays.Use();
            Assert.Equal(6, (await Ray.ListTasksAsync().Within()).Items.Count);
            GC.KeepAlive((holder, queued));
        }

        using IDisposable last = stays.Use();
        TaskPage page = await Soon.Until(() => Ray.ListTasksAsync(), static page => page.Items.Count == 0, "no tasks");
        Assert.Empty(page.Missing);
        Assert.Empty((await Ray.ListActorsAsync().Within()).Items);
    }

    private static IEnumerable<string> Names(string prefix, int count) => Enumerable.Range(0, count).Select(i => $"{prefix} {i}");

    private static async Task<IEnumerable<string?>> NamesAsync(ActorQuery query) => (await Ray.ListActorsAsync(query).Within()).Items.Select(static actor => actor.Name);
}
