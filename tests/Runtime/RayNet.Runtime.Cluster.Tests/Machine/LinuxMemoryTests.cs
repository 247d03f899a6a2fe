using RayNet.Runtime.Cluster.Machine;

namespace RayNet.Runtime.Cluster.Tests.Machine;

/// <summary>The use of memory, from files as Linux writes them.</summary>
public sealed class LinuxMemoryTests : IDisposable
{
    private readonly TempFolder _root = new();

    public void Dispose() => _root.Dispose();

    private LinuxMemory Memory => new(new MachineFiles(_root.Path));

    [Fact]
    public void Without_limits_it_is_the_machines()
    {
        Assert.Null(Memory.Read());
        Write("proc/meminfo", "MemTotal:  1000 kB", "MemFree: 10 kB", "MemAvailable:    400 kB");
        Assert.Equal(new MemoryReading(600 * 1024, 1000 * 1024), Memory.Read());
    }

    [Fact]
    public void What_is_nearest_to_its_limit_counts_without_files_that_can_be_dropped()
    {
        Write("proc/meminfo", "MemTotal: 1000 kB", "MemAvailable: 400 kB");
        Write("proc/self/cgroup", "0::/pod/app");
        Write("sys/fs/cgroup/pod/app/memory.max", "max");
        Write("sys/fs/cgroup/pod/app/memory.current", "100");
        Write("sys/fs/cgroup/pod/memory.max", "1000");
        Write("sys/fs/cgroup/pod/memory.current", "950");
        Assert.Equal(new MemoryReading(950, 1000), Memory.Read());
        Write("sys/fs/cgroup/pod/memory.stat", "anon 1", "inactive_file 150", "active_file 5");
        Assert.Equal(new MemoryReading(800, 1000), Memory.Read());
        Write("sys/fs/cgroup/pod/memory.current", "500");
        Assert.Equal(new MemoryReading(600 * 1024, 1000 * 1024), Memory.Read());
    }

    [Fact]
    public void Groups_of_version_1_count_too()
    {
        Write("proc/self/cgroup", "4:memory:/docker/abc");
        Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2000");
        Write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "1500");
        Write("sys/fs/cgroup/memory/docker/abc/memory.stat", "inactive_file 7", "total_inactive_file 100");
        Assert.Equal(new MemoryReading(1400, 2000), Memory.Read());
    }

    [Fact]
    public void Of_a_process_it_is_what_it_shares_with_nobody()
    {
        Write("proc/17/status", "Name: worker", "VmRSS:     900 kB", "RssAnon:      512 kB", "RssShmem:      300 kB");
        Assert.Equal(512 * 1024, Memory.ReadProcess(17));
        Assert.Equal(0, Memory.ReadProcess(18));
        Assert.InRange(new LinuxMemory(MachineFiles.System).ReadProcess(Environment.ProcessId), 1 << 20, 1L << 40);
        Assert.InRange(new LinuxMemory(MachineFiles.System).Read()!.Value.Used, 1 << 20, 1L << 50);
    }

    private void Write(string path, params string[] lines)
    {
        string file = _root.File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
    }
}
