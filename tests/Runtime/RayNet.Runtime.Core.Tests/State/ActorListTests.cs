namespace RayNet.Runtime.Tests.State;

/// <summary>What an embedded cluster says of its actors.</summary>
public sealed class ActorListTests
{
    [Fact]
    public async Task Actors_are_listed_newest_first_with_their_names_and_calls()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> plain = Counter.CreateRemote(1);
        ActorHandle<Counter> named = Counter.CreateRemote(2, new ActorOptions { Name = "named", Namespace = "shop" });
        ObjectRef<int> running = named.Block(gate);
        ObjectRef<int>[] queued = [named.Increment(), named.Increment()];
        await gate.Arrived();
        Assert.Equal(1, await plain.Value().Within());

        ActorPage page = await Ray.ListActorsAsync().Within();

        Assert.Equal([Text(named), Text(plain)], page.Items.Select(Text));
        Assert.Equal(("named", "shop", 3, ActorStatus.Alive), (page.Items[0].Name, page.Items[0].Namespace, page.Items[0].PendingCalls, page.Items[0].Status));
        Assert.Equal((null, 0, cluster.Client.GetNodes()[0].Id), (page.Items[1].Name, page.Items[1].PendingCalls, page.Items[1].Node));
        Assert.Null(page.Continuation);
        gate.Open();
        await Ray.WhenAll([running, .. queued]).Within();
        GC.KeepAlive(plain);
    }

    [Fact]
    public async Task Actors_are_filtered_by_class_name_namespace_and_status()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Counter> alive = Counter.CreateRemote(1, new ActorOptions { Name = "a", Namespace = "one" });
        ActorHandle<Counter> pending = Counter.CreateRemote(2, new ActorOptions { NumGpus = 1 });
        ActorHandle<Journal> other = Journal.CreateRemote(new ActorOptions { Name = "a", Namespace = "two" });
        Assert.Equal(1, await alive.Value().Within());
        Assert.Empty(await other.History().Within());

        Assert.Equal([Text(pending)], await TextsAsync(new ActorQuery { Status = ActorStatus.Pending }));
        Assert.Equal([Text(other), Text(alive)], await TextsAsync(new ActorQuery { Status = ActorStatus.Alive }));
        string counter = (await Ray.ListActorsAsync(new ActorQuery { Status = ActorStatus.Pending }).Within()).Items[0].ClassName;
        Assert.Equal([Text(pending), Text(alive)], await TextsAsync(new ActorQuery { ClassName = counter }));
        Assert.Equal([Text(other), Text(alive)], await TextsAsync(new ActorQuery { Name = "a" }));
        Assert.Equal([Text(other)], await TextsAsync(new ActorQuery { Namespace = "two" }));
        GC.KeepAlive(pending);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pages_of_actors_that_come_and_go_miss_none_that_stays_and_repeat_none(int limit)
    {
        const int count = 20;
        await using TestCluster cluster = TestCluster.Start();
        List<ActorHandle<Counter>> actors = [.. Enumerable.Range(0, count).Select(static i => Counter.CreateRemote(i))];
        var seen = new List<string>();
        string? next = null;
        int killed = 0;
        do
        {
            ActorPage page = await Ray.ListActorsAsync(new ActorQuery { Limit = limit, Continuation = next }).Within();
            seen.AddRange(page.Items.Select(Text));
            next = page.Continuation;

            // Also the one that the page ended with.
            if (page.Items.Count > 0 && killed < 5)
            {
                Ray.Kill(actors.Single(actor => Text(actor) == seen[^1]));
                killed++;
            }

            actors.Add(Counter.CreateRemote(count));
        }
        while (next is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(actors.Take(count).Select(Text).Reverse(), seen);
    }

    private static string Text(ActorHandle handle) => handle.ToString();

    private static string Text(ActorInfo actor) => $"ActorHandle<{actor.ClassName}>({actor.Id})";

    private static async Task<string[]> TextsAsync(ActorQuery query) => [.. (await Ray.ListActorsAsync(query).Within()).Items.Select(Text)];
}
