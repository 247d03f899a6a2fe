namespace RayNet.Docs.Snippets;

public static class Processes
{
    [Remote]
    public static int Id() => Environment.ProcessId;

    [Remote]
    public static string Read(string file) => File.ReadAllText(file);
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

    [Fact]
    public async Task Environment_of_workers()
    {
        string data = Directory.CreateTempSubdirectory("raynet-snippet-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(data, "prices.csv"), "1;2");
            #region cluster-runtime-env
            var options = new RayOptions { Workers = 2 };                    // or an Address
            options.RuntimeEnv.EnvironmentVariables["OMP_NUM_THREADS"] = "1";
            options.RuntimeEnv.WorkingDirectory = data;
            options.RuntimeEnv.Exclude.Add("*.tmp");
            await using IRayClient ray = await Ray.InitAsync(options);

            string prices = await Processes.ReadRemote("prices.csv");        // relative to the copy
            #endregion

            Assert.Equal("1;2", prices);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Nodes()
    {
        await using IRayClient ray = await Ray.InitAsync(options => options.NumCpus = 4);
        #region cluster-nodes
        foreach (ClusterNode node in await Ray.GetNodesAsync())
        {
            Console.WriteLine($"{node.Name} is {node.State}: {node.Available["CPU"]} of {node.Resources["CPU"]} CPUs are free");
        }

        double cpus = (await Ray.ClusterResourcesAsync())["CPU"];
        #endregion

        Assert.Equal(4, cpus);
    }
}
