using System.Globalization;

namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>How much memory this process may use: the machine's, or less where a container or service limits it.</summary>
internal static class MemoryLimit
{
    internal static long Detect() => Detect(TryReadLines);

    /// <param name="readLines">Reads a file of the system; nothing where there is none.</param>
    internal static long Detect(Func<string, IEnumerable<string>> readLines)
    {
        // The collector's figure is the whole machine where no limit is set, but three quarters of a container's limit.
        long limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!OperatingSystem.IsLinux())
        {
            return limit;
        }

        long physical = PhysicalMemory(readLines("/proc/meminfo")) ?? limit;
        return Math.Min(physical, GroupLimit(readLines("/proc/self/cgroup"), readLines) ?? physical);
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
        foreach (ControlGroup group in ControlGroup.Around("memory", memberships))
        {
            string file = group.IsUnified ? "memory.max" : "memory.limit_in_bytes";
            if (long.TryParse(readLines($"{group.Folder}/{file}").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long limit))
            {
                least = Math.Min(limit, least ?? long.MaxValue);
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
