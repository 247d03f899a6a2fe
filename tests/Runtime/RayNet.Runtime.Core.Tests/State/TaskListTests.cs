using System.Globalization;

namespace RayNet.Runtime.Tests.State;

/// <summary>What an embedded cluster says of tasks that have not ended.</summary>
public sealed class TaskListTests
{
    [Fact]
    public async Task Tasks_are_listed_as_far_as_they_are()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> running = Work.BlockRemote(1, gate, Named("running"));
        ObjectRef<int> queued = Work.EchoRemote(2, Named("queued"));
        ObjectRef<int> waiting = Work.EchoRemote(queued, Named("waiting"));
        await gate.Arrived();

        TaskPage page = await Ray.ListTasksAsync().Within();

        Assert.Equal([("running", RemoteTaskStatus.Running), ("queued", RemoteTaskStatus.Queued), ("waiting", RemoteTaskStatus.WaitingForArgument)], page.Items.Select(static item => (item.Name, item.Status)));
        Assert.Equal([cluster.Client.GetNodes()[0].Id, null, null], page.Items.Select(static item => item.Node));
        Assert.All(page.Items, item => Assert.Equal((1, cluster.Client.JobId), (item.Attempt, item.Job)));
        Assert.Null(page.Continuation);
        Assert.Equal(["running"], (await Ray.ListTasksAsync(new TaskQuery { Status = RemoteTaskStatus.Running }).Within()).Items.Select(static item => item.Name));
        Assert.Equal([RemoteTaskStatus.WaitingForArgument], (await Ray.ListTasksAsync(new TaskQuery { Name = "waiting" }).Within()).Items.Select(static item => item.Status));
        Assert.Empty((await Ray.ListTasksAsync(new TaskQuery { Name = "wait" }).Within()).Items);

        gate.Open();
        Assert.Equal(2, await waiting.Within());
        Assert.Equal(1, await running.Within());
        Assert.Empty((await Ray.ListTasksAsync().Within()).Items);
    }

    [Fact]
    public async Task A_task_whose_next_attempt_waits_says_so()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        ObjectRef<int> failing = Work.FailRemote("once", new TaskOptions { Name = "again", MaxRetries = 1, RetryOn = [typeof(ShopException)], RetryDelay = TimeSpan.FromMinutes(1) });

        Assert.NotEqual(TimeSpan.Zero, await time.TimerCreated(1));

        TaskInfo found = Assert.Single((await Ray.ListTasksAsync(new TaskQuery { Status = RemoteTaskStatus.WaitingForRetry }).Within()).Items);
        Assert.Equal(("again", 2), (found.Name, found.Attempt));
        Assert.True(Ray.Cancel(failing));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Pages_of_a_queue_that_changes_miss_nothing_that_stays_and_repeat_nothing(int limit)
    {
        const int movers = 10;
        const int count = 120;
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate[] gates = [.. Enumerable.Range(0, movers).Select(_ => cluster.Gate())];
        Gate last = cluster.Gate();
        List<ObjectRef<int>> calls = [.. gates.Select(static (gate, i) => Work.BlockRemote(i, gate, Named($"mover {i}")))];
        calls.Add(Work.BlockRemote(-1, last, Named("last")));
        ObjectRef<int>[] queued = [.. Enumerable.Range(0, count).Select(static i => Work.EchoRemote(i, Named(Number(i))))];
        await gates[0].Arrived();

        var seen = new List<string>();
        TaskPage page;
        string? next = null;
        int pages = 0;
        do
        {
            page = await Ray.ListTasksAsync(new TaskQuery { Limit = limit, Continuation = next }).Within();
            seen.AddRange(page.Items.Select(static item => item.Name));
            next = page.Continuation;
            if (pages < movers)
            {
                // The head of the queue goes, one in the middle is cancelled, and another one comes.
                gates[pages].Open();
                await (pages + 1 < movers ? gates[pages + 1] : last).Arrived();
                Assert.True(Ray.Cancel(queued[pages * 2]));
                calls.Add(Work.EchoRemote(pages, Named($"late {pages}")));
            }

            pages++;
        }
        while (next is not null);

        Assert.Equal(seen.Distinct(), seen);
        IEnumerable<string> stayed = Enumerable.Range(0, count).Where(static i => i >= movers * 2 || i % 2 == 1).Select(Number);
        Assert.Empty(stayed.Except(seen));
        Array.ForEach(gates, static gate => gate.Open());
        last.Open();
        await Ray.WhenAll(calls).Within();
    }

    [Fact]
    public async Task A_page_goes_on_where_its_last_task_has_left_the_queue()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate first = cluster.Gate();
        Gate second = cluster.Gate();
        ObjectRef<int> running = Work.BlockRemote(0, first, Named("0"));
        ObjectRef<int> next = Work.BlockRemote(1, second, Named("1"));
        ObjectRef<int> later = Work.EchoRemote(2, Named("2"));
        await first.Arrived();
        TaskPage page = await Ray.ListTasksAsync(new TaskQuery { Limit = 2 }).Within();
        Assert.Equal(["0", "1"], page.Items.Select(static item => item.Name));

        first.Open();
        await second.Arrived();

        Assert.Equal(["2"], (await Ray.ListTasksAsync(new TaskQuery { Continuation = page.Continuation }).Within()).Items.Select(static item => item.Name));
        second.Open();
        await Ray.WhenAll(running, next, later).Within();
    }

    [Fact]
    public async Task A_summary_counts_by_name_and_status_with_the_largest_first()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        List<ObjectRef<int>> calls = [.. Enumerable.Range(0, 2).Select(i => Work.BlockRemote(i, gate))];
        await gate.Arrived(2);
        calls.AddRange(Enumerable.Range(0, 5).Select(static i => Work.EchoRemote(i)));
        calls.AddRange(Enumerable.Range(0, 3).Select(i => Work.EchoRemote(calls[0])));

        TaskSummary summary = await Ray.SummarizeTasksAsync().Within();

        string echo = (await Ray.ListTasksAsync(new TaskQuery { Status = RemoteTaskStatus.Queued, Limit = 1 }).Within()).Items[0].Name;
        Assert.Equal([(echo, RemoteTaskStatus.Queued, 5), (echo, RemoteTaskStatus.WaitingForArgument, 3)], summary.Counts.Take(2).Select(static item => (item.Name, item.Status, item.Count)));
        Assert.Equal((RemoteTaskStatus.Running, 2), (summary.Counts[2].Status, summary.Counts[2].Count));
        Assert.Equal(3, summary.Counts.Count);
        gate.Open();
        await Ray.WhenAll(calls).Within();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public async Task Limits_out_of_range_are_refused(int limit)
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Contains("1 to 10000", (await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListTasksAsync(new TaskQuery { Limit = limit }))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListActorsAsync(new ActorQuery { Limit = limit }));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.2")]
    [InlineData("1.2.-3")]
    [InlineData("1.x.3")]
    [InlineData("9999999999.1.1")]
    public async Task Continuations_of_nothing_are_refused(string continuation)
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Contains(continuation, (await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListTasksAsync(new TaskQuery { Continuation = continuation }))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOptionException>(() => Ray.ListActorsAsync(new ActorQuery { Continuation = continuation + "!" }));
    }

    private static TaskOptions Named(string name) => new() { Name = name };

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
