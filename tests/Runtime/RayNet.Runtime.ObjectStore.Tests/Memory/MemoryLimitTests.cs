using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.ObjectStore.Tests.Memory;

public sealed class MemoryLimitTests
{
    [Fact]
    public void The_machine_s_memory_is_read_from_its_table() =>
        Assert.Equal(24_684_032L * 1024, MemoryLimit.PhysicalMemory(["MemFree: 100 kB", "MemTotal:       24684032 kB", "Cached: 1 kB"]));

    [Fact]
    public void The_least_limit_of_the_groups_around_the_process_counts()
    {
        var files = new Dictionary<string, string>
        {
            ["/sys/fs/cgroup/a/b/memory.max"] = "max",
            ["/sys/fs/cgroup/a/memory.max"] = "1000",
            ["/sys/fs/cgroup/memory.max"] = "5000",
        };
        Assert.Equal(1000, MemoryLimit.GroupLimit(["0::/a/b"], Read(files)));
    }

    [Fact]
    public void A_container_sees_only_the_root_of_its_groups() =>
        Assert.Equal(700, MemoryLimit.GroupLimit(["0::/docker/xyz"], Read(new() { ["/sys/fs/cgroup/memory.max"] = "700" })));

    [Fact]
    public void Groups_of_the_first_version_are_read_too() =>
        Assert.Equal(900, MemoryLimit.GroupLimit(["7:cpu,cpuacct:/a", "5:memory:/a"], Read(new() { ["/sys/fs/cgroup/memory/a/memory.limit_in_bytes"] = "900" })));

    [Fact]
    public void Without_a_limit_there_is_none() => Assert.Null(MemoryLimit.GroupLimit(["0::/"], Read([])));

    [Fact]
    public void Some_memory_is_found_on_every_machine() => Assert.True(MemoryLimit.Detect() > 64 << 20);

    private static Func<string, IEnumerable<string>> Read(Dictionary<string, string> files) => file => files.TryGetValue(file, out string? line) ? [line] : [];
}
