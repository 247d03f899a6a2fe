using System.Diagnostics;
using System.Text.Json;
using RayNet.Cli.Tests.Harness;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Cli.Tests;

/// <summary>From <c>raynet start</c> to <c>raynet stop</c>.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task A_cluster_starts_is_shown_and_stops_without_a_process_left()
    {
        await using var session = new ToolSession();
        Outcome started = (await session.StartHeadAsync("--resources", "cpu=4,gpu=1,custom=2", "--labels", "zone=a,rack=7", "--node-name", "first")).Expect(0);
        Assert.Contains("raynet start --address", started.Output, StringComparison.Ordinal);
        ProcessRecord head = session.Head;
        Assert.Contains(head.Address, started.Output, StringComparison.Ordinal);

        Outcome second = (await session.StartHeadAsync()).Expect(1);
        Assert.Contains("raynet stop", second.Errors, StringComparison.Ordinal);
        Assert.Contains(head.Address, second.Errors, StringComparison.Ordinal);

        (await session.RunAsync("start", "--node-name", "second", "--num-cpus", "2")).Expect(0);
        JsonElement status = (await session.RunAsync("status", "--json")).Expect(0).Json;
        Assert.Equal(["first", "second"], status.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()).Order());
        Assert.All(status.GetProperty("nodes").EnumerateArray(), node => Assert.Equal("alive", node.GetProperty("state").GetString()));
        JsonElement first = status.GetProperty("nodes").EnumerateArray().First(node => node.GetProperty("name").GetString() == "first");
        Assert.Equal((4, 1, 2), (first.GetProperty("total").GetProperty("CPU").GetInt32(), first.GetProperty("total").GetProperty("GPU").GetInt32(), first.GetProperty("total").GetProperty("custom").GetInt32()));
        Assert.Equal("7", first.GetProperty("labels").GetProperty("rack").GetString());
        Assert.Equal(6, status.GetProperty("resources").EnumerateArray().First(resource => resource.GetProperty("name").GetString() == "CPU").GetProperty("total").GetInt32());
        Assert.Equal(head.ClusterId, status.GetProperty("cluster").GetProperty("id").GetString());

        Outcome text = (await session.RunAsync("status")).Expect(0);
        Assert.Contains("second", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text.Output, StringComparison.Ordinal);
        (await session.RunAsync("health-check")).Expect(0);
        Assert.Equal(2, (await session.RunAsync("memory", "--json")).Expect(0).Json.GetProperty("stores").GetArrayLength());
        Assert.Equal("[]", (await session.RunAsync("list", "workers", "--json")).Expect(0).Output.Trim());

        ProcessIdentity[] processes = [.. session.Registry.List().Select(record => record.Identity)];
        Assert.Equal(2, processes.Length);
        Outcome stopped = (await session.RunAsync("stop")).Expect(0);
        Assert.Equal(2, stopped.Output.Split("Stopped").Length - 1);
        Assert.All(processes, process => Assert.False(process.IsRunning));
        Assert.Empty(session.Registry.List());
        Assert.Contains("Nothing to stop", (await session.RunAsync("stop")).Expect(0).Output, StringComparison.Ordinal);
        (await session.RunAsync("status")).Expect(3);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_node_counts_the_gpus_that_nvidia_smi_lists()
    {
        await using var session = new ToolSession();
        string tool = Path.Combine(session.Folder, "nvidia-smi");
        await File.WriteAllTextAsync(tool, "#!/bin/sh\necho '0, GPU-aa, NVIDIA H200'\necho '1, GPU-bb, NVIDIA H200'\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        session.Variables["PATH"] = $"{session.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        session.Variables["CUDA_VISIBLE_DEVICES"] = "1";
        (await session.StartHeadAsync()).Expect(0);

        JsonElement node = (await session.RunAsync("status", "--json")).Expect(0).Json.GetProperty("nodes")[0];
        Assert.Equal(1, node.GetProperty("total").GetProperty("GPU").GetInt32());
        Assert.Equal(1, node.GetProperty("total").GetProperty("raynet/accelerator-type:H200").GetInt32());
        Assert.Equal("H200", node.GetProperty("labels").GetProperty("raynet/accelerator-type").GetString());
    }

    [Fact]
    public async Task A_node_that_is_drained_leaves_and_its_process_ends()
    {
        await using var session = new ToolSession();
        (await session.StartHeadAsync("--node-name", "first")).Expect(0);
        (await session.RunAsync("start", "--node-name", "second", "--num-cpus", "2")).Expect(0);
        ProcessIdentity process = session.Registry.List().Single(record => record.Role == ProcessRecord.Node).Identity;

        Assert.Contains("no living node 'third'. It has: 'first'", (await session.RunAsync("drain", "third")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Contains("the cluster ends with it", (await session.RunAsync("drain", "first")).Expect(1).Errors, StringComparison.Ordinal);
        Outcome drained = (await session.RunAsync("drain", "second", "--deadline", "30s", "--reason", "a new kernel")).Expect(0);
        Assert.Contains("It has left: It was drained: a new kernel", drained.Output, StringComparison.Ordinal);

        await ToolSession.EndsAsync(process);
        JsonElement nodes = (await session.RunAsync("list", "nodes", "--json")).Expect(0).Json;
        Assert.Equal(["first alive", "second dead"], nodes.EnumerateArray().Select(node => $"{node.GetProperty("name")} {node.GetProperty("state")}").Order());
    }

    [Fact]
    public async Task A_node_of_a_head_that_stops_ends_too()
    {
        await using var head = new ToolSession();
        await using var node = new ToolSession();
        (await head.StartHeadAsync()).Expect(0);
        (await node.RunAsync("start", "--address", head.Head.Address)).Expect(0);
        ProcessIdentity process = node.Registry.List().Single().Identity;

        (await head.RunAsync("stop")).Expect(0);

        await ToolSession.EndsAsync(process);
    }

    [Fact]
    public async Task After_a_kill_the_cluster_goes_on_and_after_a_stop_it_is_over()
    {
        await using var session = new ToolSession();
        (await session.StartHeadAsync()).Expect(0);
        ProcessRecord first = session.Head;
        ProcessKiller.Kill(first.Identity);
        await ToolSession.EndsAsync(first.Identity);
        (await session.RunAsync("health-check")).Expect(3);

        (await session.StartHeadAsync()).Expect(0);
        Assert.Equal(first.ClusterId, session.Head.ClusterId);
        JsonElement nodes = (await session.RunAsync("list", "nodes", "--json")).Expect(0).Json;
        Assert.Equal(["alive", "dead"], nodes.EnumerateArray().Select(node => node.GetProperty("state").GetString()).Order());
        ProcessIdentity second = session.Head.Identity;
        Assert.Contains("Killed", (await session.RunAsync("stop", "--force")).Expect(0).Output, StringComparison.Ordinal);
        Assert.False(second.IsRunning);

        (await session.StartHeadAsync("--new-cluster")).Expect(0);
        string third = session.Head.ClusterId;
        Assert.NotEqual(first.ClusterId, third);
        (await session.RunAsync("stop")).Expect(0);
        (await session.StartHeadAsync()).Expect(0);
        Assert.NotEqual(third, session.Head.ClusterId);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_used_is_said_at_the_start()
    {
        await using var session = new ToolSession();
        string file = Path.Combine(session.Folder, "tables.db");
        (await session.StartHeadAsync("--storage", $"sqlite:{file}")).Expect(0);
        Assert.True(File.Exists(file));
        await using (var other = new ToolSession())
        {
            Outcome taken = (await other.StartHeadAsync("--storage", $"sqlite:{file}")).Expect(1);
            Assert.Contains($"'{file}' is in use by another process", taken.Errors, StringComparison.Ordinal);
            Assert.Single(taken.Errors.Trim().Split('\n'));
        }

        (await session.RunAsync("stop")).Expect(0);
        await File.WriteAllTextAsync(file, new string('x', 5_000));
        Assert.Contains("not a SQLite database", (await session.StartHeadAsync("--storage", $"sqlite:{file}")).Expect(1).Errors, StringComparison.Ordinal);
        Assert.Contains("'tape' is no storage", (await session.StartHeadAsync("--storage", "tape")).Errors, StringComparison.Ordinal);
        (await session.StartHeadAsync("--storage", "memory")).Expect(0);
        Assert.False(File.Exists(Path.Combine(session.Root, "head.db")));
    }

    [Fact]
    public async Task In_the_foreground_it_runs_until_a_signal_comes()
    {
        await using var session = new ToolSession();
        using Process process = session.Start("start", "--head", "--port", "0", "--block");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line && !line.StartsWith("Then:", StringComparison.Ordinal))
        {
        }

        Assert.Equal(process.Id, session.Head.Identity.Pid);
        Assert.Equal(0, Libc.Kill(process.Id, Libc.SigTerm));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(session.Registry.List());
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_leaves_nothing()
    {
        await using var session = new ToolSession();
        await using var other = new ToolSession();
        (await other.StartHeadAsync()).Expect(0);
        string port = other.Head.Address.Split(':')[^1];

        Outcome taken = (await session.RunAsync("start", "--head", "--port", port)).Expect(1);
        Assert.Contains($"port {port}", taken.Errors, StringComparison.Ordinal);
        Assert.Single(taken.Errors.Trim().Split('\n'));
        Outcome away = (await session.RunAsync("start", "--address", "127.0.0.1:1", "--timeout", "2s")).Expect(1);
        Assert.Contains("not ready within 2 s", away.Errors, StringComparison.Ordinal);
        Assert.Empty(session.Registry.List());
        Assert.DoesNotContain(Directory.EnumerateFiles(session.Root), file => file.EndsWith(".sock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_directory_that_objects_cannot_go_to_is_said_at_the_start()
    {
        await using var session = new ToolSession();
        string file = Path.Combine(session.Folder, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        Assert.Contains(file, (await session.StartHeadAsync("--object-spilling-directory", file)).Expect(1).Errors, StringComparison.Ordinal);

        string folder = Path.Combine(session.Folder, "spilled");
        (await session.StartHeadAsync("--object-spilling-directory", folder)).Expect(0);
        Assert.True(Directory.Exists(folder));
    }
}
