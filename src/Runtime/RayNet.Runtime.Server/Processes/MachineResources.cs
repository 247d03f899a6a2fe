namespace RayNet.Runtime.Server.Processes;

/// <summary>What the machine offers, where the user does not say otherwise.</summary>
internal static class MachineResources
{
    internal const string Cpu = "CPU";
    internal const string Memory = "memory";

    /// <summary>The part of the memory that the object store may take.</summary>
    private const double StoreShare = 0.3;

    /// <summary>CPUs and memory, and what the user says on top; a quantity of 0 takes a resource away.</summary>
    internal static Dictionary<string, double> Find(IReadOnlyDictionary<string, double> given, long storeCapacity)
    {
        var resources = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Cpu] = Environment.ProcessorCount,
            [Memory] = Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - storeCapacity),
        };
        foreach ((string name, double quantity) in given)
        {
            resources[name] = quantity;
        }

        foreach (string name in resources.Where(static item => item.Value == 0).Select(static item => item.Key).ToList())
        {
            resources.Remove(name);
        }

        return resources;
    }

    /// <summary>Bytes of the object store.</summary>
    internal static long StoreCapacity(long? given) => given ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * StoreShare);
}
