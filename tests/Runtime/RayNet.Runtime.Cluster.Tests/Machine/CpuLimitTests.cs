using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Tests.Machine;

/// <summary>CPUs and memory as containers allow them, from files as Linux writes them.</summary>
public sealed class CpuLimitTests : IDisposable
{
    private readonly TempFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("400000 100000", 4)]
    [InlineData("150000 100000", 1)]
    [InlineData("250000 100000", 2)]
    [InlineData("50000 100000", 1)]
    [InlineData("max 100000", 8)]
    [InlineData("3200000 100000", 8)]
    [InlineData("nonsense", 8)]
    public void A_quota_of_version_2_counts_whole_cpus_and_one_at_least(string quota, double cpus)
    {
        Write("proc/self/cgroup", "0::/pod/app");
        Write("sys/fs/cgroup/pod/app/cpu.max", quota);
        Assert.Equal(cpus, CpuLimit.Detect(8, Files));
    }

    [Theory]
    [InlineData("-1", 8)]
    [InlineData("300000", 3)]
    public void A_quota_of_version_1_counts_too(string quota, double cpus)
    {
        Write("proc/self/cgroup", "5:cpuset:/\n4:cpu,cpuacct:/docker/abc\n0::/");
        Write("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us", quota);
        Write("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_period_us", "100000");
        Assert.Equal(cpus, CpuLimit.Detect(8, Files));
    }

    [Fact]
    public void The_least_of_all_groups_around_the_process_counts_also_where_only_the_root_is_to_be_seen()
    {
        Write("proc/self/cgroup", "0::/pod/app");
        Write("sys/fs/cgroup/pod/app/cpu.max", "600000 100000");
        Write("sys/fs/cgroup/pod/cpu.max", "200000 100000");
        Assert.Equal(2, CpuLimit.Detect(8, Files));

        Write("proc/self/cgroup", "0::/docker/elsewhere");
        Write("sys/fs/cgroup/cpu.max", "500000 100000");
        Assert.Equal(5, CpuLimit.Detect(8, Files));
    }

    [Fact]
    public void Memory_is_the_containers_where_it_has_less_than_the_machine()
    {
        Write("proc/meminfo", "MemTotal:       8388608 kB");
        Write("proc/self/cgroup", "0::/pod");
        Assert.Equal(8L << 30, MemoryLimit.Detect(Files.Read));
        Write("sys/fs/cgroup/pod/memory.max", "1073741824");
        Assert.Equal(1L << 30, MemoryLimit.Detect(Files.Read));
        Write("proc/self/cgroup", "4:memory:/pod");
        Write("sys/fs/cgroup/memory/pod/memory.limit_in_bytes", "536870912");
        Assert.Equal(512L << 20, MemoryLimit.Detect(Files.Read));
    }

    private MachineFiles Files => new(_root.Path);

    private void Write(string path, string text)
    {
        string file = _root.File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }
}
