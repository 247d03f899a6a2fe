using System.Diagnostics;
using System.Text.Json;

namespace RayNet.Testing.Tests.Failures;

public sealed class AttemptTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    // Row 109
    [Fact]
    public async Task Attempts_of_a_task_whose_worker_died_three_times_are_listed_with_node_and_error()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable use = driver.Use();
        ObjectRef<int> result = Doomed.EndUntilRemote(3, new TaskOptions { MaxRetries = 3, Name = "doomed", Resources = new Dictionary<string, double> { ["second"] = 1 } });
        Assert.Equal(4, await result.Within());

        IReadOnlyList<TaskAttempt> attempts = (await Ray.ExplainAsync(result)).Attempts;
        Assert.Equal([1, 2, 3], attempts.Select(static attempt => attempt.Number));
        Assert.All(attempts, attempt => Assert.Equal(nodes.Second.Id, attempt.NodeId));
        Assert.All(attempts, static attempt => Assert.NotEmpty(attempt.Error));

        JsonElement[] listed = await Soon.Until(
            ListAsync,
            static attempts => attempts.Length >= 4 && attempts[3].GetProperty("state").GetString() != "running",
            "four attempts that have ended");
        Assert.Equal(["failed", "failed", "failed", "finished"], listed.Select(static attempt => attempt.GetProperty("state").GetString()));
        Assert.Equal([1, 2, 3, 4], listed.Select(static attempt => attempt.GetProperty("attempt").GetInt32()));
        Assert.Single(listed.Select(static attempt => attempt.GetProperty("id").GetString()).Distinct());
        Assert.All(listed, attempt => Assert.Equal(nodes.Second.Id.ToString(), attempt.GetProperty("node").GetString()));
    }

    [Fact]
    public async Task A_task_that_succeeds_at_once_has_none()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable use = driver.Use();
        ObjectRef<int> result = Work.EchoRemote(1);
        Assert.Equal(1, await result.Within());
        Assert.Empty((await Ray.ExplainAsync(result)).Attempts);
    }

    private async Task<JsonElement[]> ListAsync()
    {
        var start = new ProcessStartInfo(DriverProcess.Tool, ["list", "attempts", "--json", "--address", nodes.Cluster.Address]) { RedirectStandardOutput = true };
        using Process list = Process.Start(start)!;
        string output = await list.StandardOutput.ReadToEndAsync().Within();
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Where(static attempt => attempt.GetProperty("name").GetString() == "doomed")];
    }
}
