namespace RayNet.Runtime.Cluster.Node;

/// <summary>What tells one machine, as long as it runs, from all others. Containers with networks of their own are machines of their own.</summary>
internal static class MachineId
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";
    private const string Network = "/proc/self/ns/net";

    internal static string Current { get; } = File.Exists(BootId) ? $"{File.ReadAllText(BootId).Trim()} {new FileInfo(Network).LinkTarget}".TrimEnd() : Environment.MachineName;
}
