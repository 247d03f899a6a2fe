namespace RayNet.Runtime.ObjectStore.Memory;

/// <summary>What another process of the machine needs to map an arena.</summary>
/// <param name="Path">The file to open; for a memfd, an entry of the owner's descriptor table.</param>
/// <param name="Capacity">The size of the segment.</param>
/// <param name="Instance">A number that the arena's first page repeats, so that a path that means something else by now is noticed.</param>
internal sealed record ArenaAddress(string Path, long Capacity, ulong Instance);
