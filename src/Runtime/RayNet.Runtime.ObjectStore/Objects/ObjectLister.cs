namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Lists the store's objects. Called under the table's lock.</summary>
internal static class ObjectLister
{
    internal static List<ObjectInfo> List(StoreTable table, int limit, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        StoreEntry[] entries = [.. table.Entries.OrderByDescending(static entry => entry.Size).ThenBy(static entry => entry.Id.Origin).ThenBy(static entry => entry.Id.Sequence).Take(limit)];
        Dictionary<StoreEntry, Dictionary<ulong, int>> pins = entries.Where(static entry => entry.Pins > 0).ToDictionary(static entry => entry, static _ => new Dictionary<ulong, int>());
        foreach (ProcessRecord process in table.Processes.All)
        {
            foreach ((StoreEntry entry, int count) in process.Pins)
            {
                if (pins.TryGetValue(entry, out Dictionary<ulong, int>? counts))
                {
                    counts[process.Id] = count;
                }
            }
        }

        return
        [
            .. entries.Select(entry => new ObjectInfo(
                entry.Id,
                entry.Size,
                entry.State,
                entry.Owner.Id,
                entry.Creator.Id,
                entry.IsPrimary,
                pins.GetValueOrDefault(entry) ?? [],
                time.GetElapsedTime(entry.CreatedAt),
                entry.IsFreed)),
        ];
    }
}
