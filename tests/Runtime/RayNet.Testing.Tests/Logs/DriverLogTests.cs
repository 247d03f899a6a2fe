namespace RayNet.Testing.Tests;

/// <summary>What workers print, in the driver.</summary>
public sealed class DriverLogTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    // Row 114
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Every_line_of_every_node_comes_once_with_a_prefix_before_the_driver_ends(int beside)
    {
        const int count = 1000;
        using var console = new CapturedConsole();
        var expected = new List<string>();
        await using (IRayClient driver = await nodes.Cluster.ConnectAsync(beside: nodes.Cluster.Nodes[beside]))
        {
            using IDisposable scope = driver.Use();
            foreach (RayNode node in nodes.Cluster.Nodes)
            {
                int pid = await Talk.PrintRemote($"from {node.Name}", count, On.Node(node.Name)).Within();
                expected.AddRange(Enumerable.Range(0, count).Select(i => $"(pid={pid}, node={node.Id.ToString()[..4]}) from {node.Name} {i}"));
            }
        }

        Assert.Equal(expected.Order(), console.Output.Lines.Order());
        Assert.Equal(expected.Select(static line => line.Insert(line.LastIndexOf(' '), " error")).Order(), console.Error.Lines.Order());
    }

    [Fact]
    public async Task Lines_come_while_the_driver_runs()
    {
        using var console = new CapturedConsole();
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        await Talk.PrintRemote("now", 1, On.Node("second")).Within();
        await console.Output.ComesAsync(") now 0");
    }

    [Fact]
    public async Task What_a_worker_wrote_last_comes_also_when_it_crashes()
    {
        using var console = new CapturedConsole();
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        await Assert.ThrowsAnyAsync<RayException>(() => Talk.PrintAndCrashRemote("last words", On.Node("second", maxRetries: 0)).AsTask().Within());
        await console.Output.ComesAsync(") last words");
    }

    [Fact]
    public async Task What_was_printed_on_a_node_that_is_stopped_comes()
    {
        RayNode third = await nodes.Cluster.AddNodeAsync(On.Has("third"));
        using var console = new CapturedConsole();
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        await Talk.PrintRemote("before the end", 1, On.Node("third")).Within();
        await nodes.Cluster.RemoveNodeAsync(third);
        await console.Output.ComesAsync(") before the end 0");
    }

    [Fact]
    public async Task A_driver_gets_the_lines_of_its_own_job()
    {
        using var firstConsole = new CapturedConsole();
        await using IRayClient first = await nodes.Cluster.ConnectAsync();
        using var secondConsole = new CapturedConsole();
        await using IRayClient second = await nodes.Cluster.ConnectAsync(beside: nodes.Second);
        using (first.Use())
        {
            await Talk.PrintRemote("one", 1, On.Node("second")).Within();
        }

        using (second.Use())
        {
            await Talk.PrintRemote("two", 1, On.Node("second")).Within();
        }

        await first.ShutdownAsync();
        await second.ShutdownAsync();
        Assert.EndsWith("one 0", Assert.Single(firstConsole.Output.Lines), StringComparison.Ordinal);
        Assert.EndsWith("two 0", Assert.Single(secondConsole.Output.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_comes_where_it_is_switched_off()
    {
        using var console = new CapturedConsole();
        await using (IRayClient driver = await nodes.Cluster.ConnectAsync(static options => options.LogToDriver = false))
        {
            using IDisposable scope = driver.Use();
            await Talk.PrintRemote("quiet", 1, On.Node("second")).Within();
        }

        Assert.Empty(console.Output.Lines);
        Assert.Empty(console.Error.Lines);
    }
}
