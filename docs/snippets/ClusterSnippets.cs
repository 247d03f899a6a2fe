namespace RayNet.Docs.Snippets;

public static class Processes
{
    [Remote]
    public static int Id() => Environment.ProcessId;
}

public sealed class ClusterSnippets
{
    [Fact]
    public async Task Workers()
    {
        #region cluster-workers
        await using IRayClient ray = await Ray.InitAsync(options => options.Workers = 4);

        int worker = await Processes.IdRemote();                // not the id of this process
        #endregion

        Assert.NotEqual(Environment.ProcessId, worker);
    }
}
