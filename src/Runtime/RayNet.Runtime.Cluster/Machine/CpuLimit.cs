using System.Globalization;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Machine;

/// <summary>How many CPUs this process may use.</summary>
internal static class CpuLimit
{
    /// <summary>The processors, or fewer where a container or service has a quota: its whole part, and 1 at least, since most tasks ask for a whole CPU.</summary>
    /// <param name="processors">The processors that the process may run on.</param>
    /// <param name="files">The system's files.</param>
    internal static double Detect(int processors, MachineFiles files)
    {
        double least = processors;
        foreach (ControlGroup group in ControlGroup.Around("cpu", files.Read("/proc/self/cgroup")))
        {
            least = Math.Min(least, QuotaOf(group, files) ?? least);
        }

        return Math.Max(1, Math.Floor(least));
    }

    /// <summary>Time on CPUs for each unit of time; <see langword="null"/> without a limit.</summary>
    private static double? QuotaOf(ControlGroup group, MachineFiles files)
    {
        string[] figures = group.IsUnified
            ? files.Read($"{group.Folder}/cpu.max").FirstOrDefault()?.Split(' ') ?? []
            : [.. files.Read($"{group.Folder}/cpu.cfs_quota_us"), .. files.Read($"{group.Folder}/cpu.cfs_period_us")];

        // "max" and -1 stand for no limit.
        return figures is [string quota, string period]
            && long.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out long used)
            && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) && used > 0 && whole > 0
                ? (double)used / whole
                : null;
    }
}
