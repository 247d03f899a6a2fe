using System.Globalization;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>How much memory this process may use: the machine's, or less where a container or service limits it.</summary>
internal static class MemoryLimit
{
    private const string Groups = "/sys/fs/cgroup";

    internal static long Detect()
    {
        // The collector's figure is the whole machine where no limit is set, but three quarters of a container's limit.
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!OperatingSystem.IsLinux())
        {
            return limit;
        }

        long physical = PhysicalMemory(TryReadLines("/proc/meminfo")) ?? limit;
        return Math.Min(physical, GroupLimit(TryReadLines("/proc/self/cgroup"), TryReadLines) ?? physical);
    }

    internal static long? PhysicalMemory(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["MemTotal:", string kibibytes, ..] && long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                return value * 1024;
            }
        }

        return null;
    }

    /// <summary>The least limit among the process's control group and the groups around it.</summary>
    internal static long? GroupLimit(IEnumerable<string> memberships, Func<string, IEnumerable<string>> readLines)
    {
        long? least = null;
        foreach (string membership in memberships)
        {
            if (membership.Split(':', 3) is not [string hierarchy, string controllers, string group])
            {
                continue;
            }

            bool isUnified = hierarchy == "0" && controllers.Length == 0;
            if (!isUnified && !controllers.Split(',').Contains("memory"))
            {
                continue;
            }

            string root = isUnified ? Groups : $"{Groups}/memory";
            string file = isUnified ? "memory.max" : "memory.limit_in_bytes";

            // Inside a container the path is the host's, and only the root of it is there.
            for (string path = group.TrimEnd('/'); ; path = path[..path.LastIndexOf('/')])
            {
                if (long.TryParse(readLines($"{root}{path}/{file}").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long limit))
                {
                    least = Math.Min(limit, least ?? long.MaxValue);
                }

                if (path.Length == 0)
                {
                    break;
                }
            }
        }

        return least;
    }

    private static string[] TryReadLines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
