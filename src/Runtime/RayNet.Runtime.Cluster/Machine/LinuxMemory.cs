using System.Globalization;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Machine;

/// <summary>The use of memory from Linux' files: the machine's, and that of each control group which has a limit, around the process and of its workers.</summary>
internal sealed class LinuxMemory(MachineFiles files, string? workersFolder = null) : IMemoryUsage
{
    public MemoryReading? Read()
    {
        MemoryReading? nearest = ReadMachine();
        IEnumerable<ControlGroup> groups = ControlGroup.Around("memory", files.Read("/proc/self/cgroup"));
        foreach (ControlGroup group in workersFolder is null ? groups : groups.Append(new ControlGroup(workersFolder, IsUnified: true)))
        {
            if (ReadGroup(group) is { } reading && (nearest is not { } other || Share(reading) > Share(other)))
            {
                nearest = reading;
            }
        }

        return nearest;
    }

    public long ReadProcess(int processId) => Kibibytes(files.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status")), "RssAnon:") ?? 0;

    private static double Share(MemoryReading reading) => (double)reading.Used / reading.Total;

    private static long? Kibibytes(string[] lines, string name) =>
        Number(lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(' ', '\t').FirstOrDefault(static word => word.Length > 0 && char.IsAsciiDigit(word[0]))) * 1024;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private MemoryReading? ReadMachine()
    {
        string[] lines = files.Read("/proc/meminfo");
        return Kibibytes(lines, "MemTotal:") is { } total and > 0 && Kibibytes(lines, "MemAvailable:") is { } available ? new MemoryReading(total - available, total) : null;
    }

    private MemoryReading? ReadGroup(ControlGroup group)
    {
        if (Number(files.Read($"{group.Folder}/{(group.IsUnified ? "memory.max" : "memory.limit_in_bytes")}").FirstOrDefault()) is not { } limit
            || Number(files.Read($"{group.Folder}/{(group.IsUnified ? "memory.current" : "memory.usage_in_bytes")}").FirstOrDefault()) is not { } used
            || limit <= 0)
        {
            return null;
        }

        // Files that were read once and are not in use: the system drops them when it needs room.
        string cached = group.IsUnified ? "inactive_file " : "total_inactive_file ";
        long? unused = Number(files.Read($"{group.Folder}/memory.stat").FirstOrDefault(line => line.StartsWith(cached, StringComparison.Ordinal))?[cached.Length..]);
        return new MemoryReading(Math.Max(0, used - (unused ?? 0)), limit);
    }
}
