using System.Diagnostics;
using System.Globalization;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Cluster.Machine.Isolation;

namespace RayNet.Runtime.Cluster.Tests.Machine.Isolation;

/// <summary>Control groups of version 2: from files as Linux writes them, and with those of this machine where it has any.</summary>
public sealed class WorkerIsolationTests : IDisposable
{
    private const long Gibibyte = 1L << 30;

    private readonly TempFolder _root = new();

    private MachineFiles Files => new(_root.Path);

    private string Parent => _root.File("sys/fs/cgroup/service");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Workers_never_get_what_is_reserved_for_the_node()
    {
        Offer("cpuset cpu io memory pids");

        WorkerIsolation isolation = WorkerIsolation.Start(new IsolationOptions { ReservedCpus = 0.5, ReservedMemory = Gibibyte }, "n1", Files, 4, 16 * Gibibyte);
        isolation.Add(4711);

        Assert.Equal(("1250", "8750"), (Read("node/cpu.weight"), Read("workers/cpu.weight")));
        Assert.Equal((Gibibyte.ToString(CultureInfo.InvariantCulture), (15 * Gibibyte).ToString(CultureInfo.InvariantCulture)), (Read("node/memory.min"), Read("workers/memory.max")));
        Assert.Equal((Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "4711"), (Read("node/cgroup.procs"), Read("workers/cgroup.procs")));
        Assert.Equal(("+cpu +memory", "+cpu +memory"), (File.ReadAllText(Path.Join(Parent, "cgroup.subtree_control")), Read("cgroup.subtree_control")));
        isolation.Dispose();
        Assert.Equal(("-cpu -memory", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), (File.ReadAllText(Path.Join(Parent, "cgroup.subtree_control")), File.ReadAllText(Path.Join(Parent, "cgroup.procs"))));
    }

    [Fact]
    public void A_tenth_is_reserved_and_10_GiB_at_most()
    {
        var options = new IsolationOptions();

        Assert.Equal((0.8, 3 * Gibibyte, 10 * Gibibyte), (options.CpusOf(8), options.MemoryOf(30 * Gibibyte), options.MemoryOf(1000 * Gibibyte)));
    }

    [Theory]
    [InlineData("cpu io pids", "memory")]
    [InlineData("pids", "cpu and memory")]
    public void A_group_that_does_not_offer_what_is_needed_is_refused_by_name(string offered, string missing)
    {
        Offer(offered);

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => WorkerIsolation.Start(new IsolationOptions(), "n1", Files, 4, Gibibyte));

        Assert.Contains($"does not offer {missing}", refused.Message);
        Assert.Contains(Parent, refused.Message);
        Assert.Contains("--cgroup-path", refused.Message);
    }

    [Fact]
    public void A_system_without_version_2_is_refused()
    {
        Directory.CreateDirectory(_root.File("proc/self"));
        File.WriteAllText(_root.File("proc/self/cgroup"), "4:memory:/docker/abc\n");

        Assert.Contains("no control groups of version 2", Assert.Throws<InvalidOptionException>(() => WorkerIsolation.Start(new IsolationOptions(), "n1", Files, 4, Gibibyte)).Message);
    }

    [Theory]
    [InlineData(4.0, 1000)]
    [InlineData(0.0, 1000)]
    [InlineData(1.0, Gibibyte)]
    [InlineData(1.0, 0)]
    public void What_leaves_nothing_for_workers_or_for_the_node_is_refused(double cpus, long memory)
    {
        Offer("cpu memory");

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => WorkerIsolation.Start(new IsolationOptions { ReservedCpus = cpus, ReservedMemory = memory }, "n1", Files, 4, Gibibyte));

        Assert.Contains("--system-reserved-cpu", refused.Message);
    }

    [Fact]
    public void Memory_of_the_workers_group_counts_as_the_nodes()
    {
        Offer("cpu memory");
        using WorkerIsolation isolation = WorkerIsolation.Start(new IsolationOptions { Folder = Parent }, "n1", Files, 4, 10 * Gibibyte);
        File.WriteAllText(Path.Join(isolation.WorkersFolder, "memory.current"), (8 * Gibibyte).ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(_root.File("proc"));
        File.WriteAllText(_root.File("proc/meminfo"), $"MemTotal: {100 * Gibibyte / 1024} kB\nMemAvailable: {90 * Gibibyte / 1024} kB\n");

        MemoryReading reading = new LinuxMemory(Files, Path.GetRelativePath(_root.Path, isolation.WorkersFolder)).Read()!.Value;

        Assert.Equal((8 * Gibibyte, 9 * Gibibyte), (reading.Used, reading.Total));
    }

    [Fact]
    public void Processes_are_in_groups_of_their_own_and_what_a_killed_node_left_is_removed()
    {
        string parent = Directory.Exists("/sys/fs/cgroup/unified") ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup";
        string mine = Path.Join(parent, "rn-test");
        Assert.SkipUnless(File.Exists(Path.Join(parent, "cgroup.controllers")) && TryCreate(mine), "This test makes control groups of version 2, which takes a system that has them and lets this user do so.");
        using Process sleeper = Process.Start("sleep", "60");
        WorkerIsolation? isolation = null;
        try
        {
            Directory.CreateDirectory(Path.Join(mine, "raynet-killed", "node"));
            isolation = WorkerIsolation.Start(new IsolationOptions { Folder = mine }, "n1", MachineFiles.System, 2, Gibibyte, controllers: []);
            isolation.Add(sleeper.Id);

            Assert.False(Directory.Exists(Path.Join(mine, "raynet-killed")), "what a killed node left is there");
            Assert.EndsWith("/rn-test/raynet-n1/node", Group(Environment.ProcessId), StringComparison.Ordinal);
            Assert.EndsWith("/rn-test/raynet-n1/workers", Group(sleeper.Id), StringComparison.Ordinal);
        }
        finally
        {
            sleeper.Kill();
            sleeper.WaitForExit();
            isolation?.Dispose();
            File.WriteAllText(Path.Join(parent, "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            Assert.False(Directory.Exists(Path.Join(mine, "raynet-n1")), "the groups are still there");
            Directory.Delete(mine);
        }
    }

    private static string Group(int processId) => File.ReadLines($"/proc/{processId}/cgroup").First(static line => line.StartsWith("0::", StringComparison.Ordinal));

    private static bool TryCreate(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Offer(string controllers)
    {
        Directory.CreateDirectory(_root.File("proc/self"));
        File.WriteAllText(_root.File("proc/self/cgroup"), "0::/service\n");
        Directory.CreateDirectory(Parent);
        File.WriteAllText(Path.Join(Parent, "cgroup.controllers"), controllers + "\n");
    }

    private string Read(string file) => File.ReadAllText(Path.Join(Parent, "raynet-n1", file));
}
