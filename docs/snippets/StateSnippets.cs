namespace RayNet.Docs.Snippets;

public sealed class StateSnippets
{
    [Fact]
    public async Task List()
    {
        await using IRayClient ray = await StartAsync();
        ObjectRef<string> frame = Renders.FrameRemote(1);
        var pages = new List<TaskPage>();

        #region state-list
        TaskSummary summary = await Ray.SummarizeTasksAsync();          // how many, by name and status
        ActorPage actors = await Ray.ListActorsAsync(new ActorQuery { Status = ActorStatus.Alive });

        var query = new TaskQuery { Status = RemoteTaskStatus.Queued, Limit = 1_000 };
        TaskPage page;
        do
        {
            page = await Ray.ListTasksAsync(query);
            pages.Add(page);
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        #endregion

        Assert.All(summary.Counts, static count => Assert.True(count.Count > 0));
        Assert.Empty(actors.Items);
        Assert.NotEmpty(pages);
        Assert.Equal("frame 1", await frame);
    }

    private static ValueTask<IRayClient> StartAsync() => Ray.InitAsync(static options => options.Labels["gpu"] = "A100");
}
