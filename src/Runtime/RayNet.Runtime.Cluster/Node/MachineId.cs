namespace RayNet.Runtime.Cluster.Node;

/// <summary>What tells one machine, as long as it runs, from all others.</summary>
internal static class MachineId
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    internal static string Current { get; } = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : Environment.MachineName;
}
