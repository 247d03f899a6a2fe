namespace RayNet.Runtime.Cluster.Machine;

/// <summary>The memory of a machine, or of the container around the process.</summary>
/// <param name="Used">Bytes that are in use and cannot be taken back by the system at once.</param>
/// <param name="Total">Bytes that there are.</param>
internal readonly record struct MemoryReading(long Used, long Total);
