using System.Diagnostics;
using System.Text.Json;

namespace RayNet.Testing.Tests.SharedClusters;

/// <summary>What the command shows of work that waits, on a real cluster with a real driver.</summary>
public sealed class ToolTests : IAsyncLifetime
{
    private RayCluster? _cluster;

    private RayCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head") });

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task Explain_and_list_say_why_a_group_and_an_actor_have_no_place()
    {
        await using IRayClient driver = await Cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        PlacementGroup group = Ray.CreatePlacementGroup([new PlacementBundle { NumCpus = 1 }, new PlacementBundle { NumCpus = 64 }], name: "large");
        ActorHandle<Resident> actor = Resident.CreateRemote(new ActorOptions { Name = "far", Lifetime = ActorLifetime.Detached, LabelSelector = LabelSelector.Any.Equal("zone", "moon") });

        JsonElement listed = (await RunAsync(0, "list", "placement-groups", "--json")).Json[0];
        Assert.Equal(("large", "pending", "pack", "Infeasible"), (Text(listed, "name"), Text(listed, "state"), Text(listed, "strategy"), Text(listed, "reason")));
        Assert.Equal(2, listed.GetProperty("nodes").GetArrayLength());

        JsonElement why = (await RunAsync(0, "explain", group.Id.ToString(), "--json")).Json;
        Assert.Equal(("placement group", "pending", "Infeasible"), (Text(why, "kind"), Text(why, "state"), Text(why, "reason")));
        Assert.Contains("1 of 2 bundles find a node", Text(why, "message"), StringComparison.Ordinal);
        Assert.Contains("Infeasible: Placement group 'large'", (await RunAsync(0, "explain", group.Id.ToString())).Output, StringComparison.Ordinal);

        string id = Text((await RunAsync(0, "list", "actors", "--json")).Json.EnumerateArray().Single(static item => Text(item, "name") == "far"), "id");
        why = (await RunAsync(0, "explain", id, "--json")).Json;
        Assert.Equal(("actor", "NoNodeWithLabel"), (Text(why, "kind"), Text(why, "reason")));
        Assert.Contains("zone=moon", Text(why, "message"), StringComparison.Ordinal);

        Assert.Contains("is no id", (await RunAsync(2, "explain", "nonsense")).Errors, StringComparison.Ordinal);
        Assert.Contains("There is no registered actor", (await RunAsync(1, "explain", "00000000000000ff-9")).Errors, StringComparison.Ordinal);
        Ray.Kill(actor);
    }

    [Fact]
    public async Task Tasks_and_actors_of_programs_are_listed_and_counted()
    {
        await using IRayClient driver = await Cluster.ConnectAsync(static options => options.LogToDriver = false);
        using IDisposable scope = driver.Use();
        ActorHandle<Meeting> hold = await Meeting.StartAsync("head");
        ObjectRef<string> running = Work.LingerUntilRemote(hold, On.Node("head") with { Name = "holder" });
        await hold.First().Within();
        ObjectRef<int>[] queued = Foreman.Queue("frame", 3);

        JsonElement[] tasks = [.. (await RunAsync(0, "list", "tasks", "--json")).Json.EnumerateArray()];
        Assert.Equal([("holder", "running"), ("frame 0", "queued"), ("frame 1", "queued"), ("frame 2", "queued")], tasks.Select(static task => (Text(task, "name"), Text(task, "status"))));
        Assert.Equal((Cluster.Nodes[0].Id.ToString(), driver.JobId.ToString(), 1), (Text(tasks[0], "node"), Text(tasks[0], "job"), tasks[0].GetProperty("attempt").GetInt32()));
        Assert.Equal("frame 1", Text(Assert.Single((await RunAsync(0, "list", "tasks", "--name", "frame 1", "--status", "QUEUED", "--json")).Json.EnumerateArray()), "name"));
        (string output, string errors, _) = await RunAsync(0, "list", "tasks", "--limit", "2");
        Assert.Equal(3, output.Trim().Split('\n').Length);
        Assert.Contains("more than 2 tasks", errors, StringComparison.Ordinal);
        Assert.Contains("No tasks", (await RunAsync(0, "list", "tasks", "--status", "waitingForRetry")).Output, StringComparison.Ordinal);
        Assert.Contains("waitingForArgument", (await RunAsync(2, "list", "tasks", "--status", "asleep")).Errors, StringComparison.Ordinal);
        Assert.Equal(4, (await RunAsync(0, "summary", "tasks", "--json")).Json.EnumerateArray().Sum(static count => count.GetProperty("count").GetInt64()));
        Assert.Contains("holder", (await RunAsync(0, "summary", "tasks")).Output, StringComparison.Ordinal);

        JsonElement actor = Assert.Single((await RunAsync(0, "list", "actors", "--json")).Json.EnumerateArray());
        Assert.Equal(("alive", 1), (Text(actor, "state"), actor.GetProperty("resources").GetProperty("head").GetInt32()));
        Assert.NotEmpty(Text(actor, "process"));
        Assert.Contains(Text(actor, "className"), (await RunAsync(0, "list", "actors", "--class", Text(actor, "className"), "--status", "alive")).Output, StringComparison.Ordinal);
        Assert.Contains("No actors", (await RunAsync(0, "list", "actors", "--class", "Nobody")).Output, StringComparison.Ordinal);

        Assert.Equal(2, await hold.Arrive("the test").Within());
        Assert.Equal(Cluster.Nodes[0].Id.ToString(), await running.Within());
        await Ray.TerminateAsync(hold).Within();
        await Ray.WhenAll(queued).Within();
    }

    [Fact]
    public async Task Quotas_are_set_shown_used_and_removed()
    {
        Assert.Contains("0 of 1 CPU in use", (await RunAsync(0, "quota", "set", "vision", "--cpu", "1", "--memory", "1GiB", "--weight", "2", "--max-priority", "5")).Output, StringComparison.Ordinal);
        Assert.Contains("-1", (await RunAsync(1, "quota", "set", "vision", "--cpu", "-1")).Errors, StringComparison.Ordinal);
        Assert.Contains("limits nothing", (await RunAsync(1, "quota", "set", "vision")).Errors, StringComparison.Ordinal);
        Assert.Contains("no quota 'nobody'", (await RunAsync(1, "quota", "remove", "nobody")).Errors, StringComparison.Ordinal);
        Assert.Contains("no quota 'nobody'", (await RunAsync(2, "job", "submit", "--quota", "nobody", "--", DriverProcess.Entry)).Errors, StringComparison.Ordinal);

        await using (IRayClient driver = await Cluster.ConnectAsync(static options => (options.LogToDriver, options.Quota, options.Priority) = (false, "vision", 5)))
        {
            using IDisposable scope = driver.Use();
            ObjectRef<string> running = Sharing.HoldRemote();
            JsonElement quota = (await Soon.Until(() => RunAsync(0, "quota", "list", "--json"), static outcome => outcome.Json[0].GetProperty("used").TryGetProperty("CPU", out _), "the call uses the quota")).Json[0];
            Assert.Equal(("vision", 1, 2, 5, 1), (Text(quota, "name"), quota.GetProperty("limits").GetProperty("CPU").GetInt32(), quota.GetProperty("weight").GetInt32(), quota.GetProperty("maxPriority").GetInt32(), quota.GetProperty("jobs").GetInt32()));
            Assert.Equal(1, quota.GetProperty("used").GetProperty("CPU").GetInt32());
            Assert.Contains("CPU 1/1, memory 0 B/1 GiB", (await RunAsync(0, "quota", "list")).Output, StringComparison.Ordinal);
            Assert.Contains("which runs", (await RunAsync(1, "quota", "remove", "vision")).Errors, StringComparison.Ordinal);
            Ray.Cancel(running);
        }

        await RunAsync(0, "quota", "remove", "vision");
        Assert.Equal(0, (await RunAsync(0, "quota", "list", "--json")).Json.GetArrayLength());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<(string Output, string Errors, JsonElement Json)> RunAsync(int expected, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [DriverProcess.Tool + ".dll", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RAYNET_ADDRESS"] = Cluster.Address;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().Within();
        Assert.True(process.ExitCode == expected, $"raynet {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
        return (output, await errors, arguments.Contains("--json") ? JsonDocument.Parse(output).RootElement : default);
    }
}
