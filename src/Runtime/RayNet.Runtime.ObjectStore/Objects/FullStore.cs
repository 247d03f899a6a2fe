using System.Globalization;
using System.Text;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Says why an object found no memory, and what has it instead.</summary>
internal static class FullStore
{
    private const int Listed = 10;
    private const int Named = 3;

    /// <summary>The object would not fit into an empty store.</summary>
    internal static ObjectStoreFullException TooLarge(StoreTable table, in CreateRequest request) => new(
        $"Object {request.Id} of {request.Size} bytes is larger than the whole object store of {table.Allocator.Capacity} bytes. Split it, or give the node's object store more memory.",
        request.Size,
        table.Allocator.Capacity,
        table.Allocator.Used,
        HoldersOf(table));

    /// <summary>Nothing became free in time.</summary>
    internal static ObjectStoreFullException TimedOut(StoreTable table, StoreEntry entry, TimeSpan waited, Exception? spillFailure)
    {
        StoreStatistics statistics = table.Snapshot();
        List<ObjectStoreHolder> holders = HoldersOf(table);
        var message = new StringBuilder();
        message.Append(
            CultureInfo.InvariantCulture,
            $"The object store is full: object {entry.Id} of {entry.Size} bytes waited {waited.TotalSeconds} s for memory. {statistics.Used} of {statistics.Capacity} bytes are in use, and the longest free piece has {statistics.LongestFree}. ");
        message.Append(CultureInfo.InvariantCulture, $"Of {statistics.Objects} objects {statistics.Pinned} have readers and {statistics.Creating} are being created.");
        if (spillFailure is not null)
        {
            message.Append(" Nothing can be moved to disk: ").Append(spillFailure.Message);
        }

        for (int i = 0; i < Math.Min(Named, holders.Count); i++)
        {
            ObjectStoreHolder holder = holders[i];
            string use = holder.IsBeingCreated ? "being created" : $"{holder.Pins} readers";
            message.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? " Most is held by " : ", ")}{holder.Id} ({holder.Size} bytes, {use}, owner {holder.Owner:x16})");
        }

        message.Append(holders.Count > 0 ? "." : string.Empty);
        message.Append(" Dispose references and views that are not needed, or give the node's object store more memory.");
        return new ObjectStoreFullException(message.ToString(), entry.Size, statistics.Capacity, statistics.Used, holders, spillFailure);
    }

    private static List<ObjectStoreHolder> HoldersOf(StoreTable table)
    {
        // The least of the largest so far comes out first.
        var largest = new PriorityQueue<StoreEntry, long>();
        foreach (StoreEntry entry in table.Entries)
        {
            if (entry.Extent is null)
            {
                continue;
            }

            largest.Enqueue(entry, entry.Size);
            if (largest.Count > Listed)
            {
                largest.Dequeue();
            }
        }

        var holders = new List<ObjectStoreHolder>(largest.Count);
        while (largest.TryDequeue(out StoreEntry? entry, out _))
        {
            holders.Add(new ObjectStoreHolder(entry.Id, entry.Size, entry.Owner.Id, entry.Pins, entry.State == StoredState.Creating));
        }

        holders.Reverse();
        return holders;
    }
}
