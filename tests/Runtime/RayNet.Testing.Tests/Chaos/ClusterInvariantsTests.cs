using System.Diagnostics;

namespace RayNet.Testing.Tests.Chaos;

/// <summary>Each thing that a job or a cluster may leave behind, left behind on purpose.</summary>
public sealed class ClusterInvariantsTests : IDisposable
{
    private static readonly Dictionary<string, double> All = new() { ["CPU"] = 2, ["GPU"] = 1, ["room"] = 5 };

    private static readonly NodeStatus Idle = new(new NodeId(1, 1), "node", "127.0.0.1:1", IsHead: false, NodeCondition.Alive) { HasAnswered = true, Resources = All, Available = All };

    private readonly string _folder = Directory.CreateTempSubdirectory("raynet-left-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Whatever_a_node_has_left_is_found_and_named()
    {
        Assert.Empty(ClusterInvariants.Describe(Idle));
        (NodeStatus Node, string Found)[] leaks =
        [
            (Idle with { StoredObjects = 1 }, "has 1 objects left"),
            (Idle with { StoreUsedBytes = 4096 }, "has 4096 bytes of shared memory in use left"),
            (Idle with { SpilledBytes = 512 }, "has 512 bytes on disk left"),
            (Idle with { Leases = 2 }, "has 2 leases left"),
            (Idle with { PendingRequests = 3 }, "has 3 waiting requests left"),
            (Idle with { Actors = 1 }, "has 1 actors left"),
            (Idle with { WorkerProcesses = [4711] }, "has 1 workers left"),
            (Idle with { Available = new Dictionary<string, double>(All) { ["CPU"] = 1.5 } }, "has 1.5 of 2 CPU free"),
            (Idle with { Available = new Dictionary<string, double> { ["CPU"] = 2 } }, "has 0 of 1 GPU free"),
            (Idle with { HasAnswered = false }, "does not answer (Alive"),
            (Idle with { Condition = NodeCondition.Unreachable, Reason = "reset" }, "does not answer (Unreachable reset)"),
        ];
        foreach ((NodeStatus node, string found) in leaks)
        {
            string[] left = [.. ClusterInvariants.Describe(node)];
            Assert.True(left.Length == 1 && left[0].Contains(found, StringComparison.Ordinal), $"A node that {found} is found with: {string.Join(" | ", left)}");
        }

        // Each by itself, and all that there is.
        Assert.Equal(3, ClusterInvariants.Describe(Idle with { StoredObjects = 1, Leases = 1, Actors = 1 }).Count());
    }

    [Fact]
    public void Files_of_the_cluster_and_spilled_objects_are_found_and_other_files_of_the_disk_are_left_alone()
    {
        string own = Path.Combine(_folder, "cluster");
        string disk = Path.Combine(_folder, "disk");
        Directory.CreateDirectory(disk);
        File.WriteAllText(Path.Combine(disk, "other"), "of somebody else");
        Assert.Empty(ClusterInvariants.DescribeFiles(own, [disk]));

        Directory.CreateDirectory(Path.Combine(own, "0"));
        File.WriteAllText(Path.Combine(own, "0", "log"), "left");
        string spilled = Path.Combine(disk, "below", "raynet-spill-1");
        Directory.CreateDirectory(spilled);
        string[] left = [.. ClusterInvariants.DescribeFiles(own, [disk])];
        Assert.Equal(3, left.Length);
        Assert.Contains($"'{spilled}' was not deleted", left);
        Assert.Contains($"'{Path.Combine(own, "0", "log")}' was not deleted", left);
    }

    [Fact]
    public async Task A_process_that_outlives_the_cluster_is_found()
    {
        RayCluster cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head") });
        var start = new ProcessStartInfo("sleep", ["600"]);
        start.Environment["RAYNET_TEST_FOLDER"] = cluster.Folder;
        using Process outlives = Process.Start(start)!;
        try
        {
            string left = Assert.Single(await ClusterInvariants.EndAsync(cluster, TimeSpan.Zero).Within());
            Assert.Contains($"process {outlives.Id} lives on: sleep 600", left, StringComparison.Ordinal);
        }
        finally
        {
            outlives.Kill();
            await outlives.WaitForExitAsync();
        }
    }
}
