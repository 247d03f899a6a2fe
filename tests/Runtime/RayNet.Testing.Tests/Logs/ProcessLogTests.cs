namespace RayNet.Testing.Tests;

/// <summary>What workers of the command's nodes print, in the driver.</summary>
public sealed class ProcessLogTests
{
    // Row 114
    [Fact]
    public async Task Lines_of_nodes_in_processes_of_their_own_come_once()
    {
        await using RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Mode = NodeMode.Process, ToolPath = DriverProcess.Tool, Head = On.Has("head"), Nodes = [On.Has("second")] });
        using var console = new CapturedConsole();
        var expected = new List<string>();
        await using (IRayClient driver = await cluster.ConnectAsync())
        {
            using IDisposable scope = driver.Use();
            foreach (RayNode node in cluster.Nodes)
            {
                int pid = await Talk.PrintRemote(node.Name, 1, On.Node(node.Name)).Within();
                expected.Add($"(pid={pid}, node={node.Id.ToString()[..4]}) {node.Name} 0");
            }
        }

        Assert.Equal(expected.Order(), console.Output.Lines.Order());
    }
}
