using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The options of a node's object store, from what its user says.</summary>
internal static class StoreSettings
{
    /// <param name="capacity">Bytes of memory; <see langword="null"/> for a part of the machine's.</param>
    /// <param name="spilling">Where objects go when those are full; <see langword="null"/> for the session's folder.</param>
    /// <param name="session">The run of the node.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where the store logs.</param>
    /// <param name="timeout">How long a request waits for memory; <see langword="null"/> for the store's own limit.</param>
    internal static NodeStoreOptions Create(long? capacity, SpillConfiguration? spilling, Session session, TimeProvider time, ILogger logger, TimeSpan? timeout = null)
    {
        var store = new StoreOptions { TimeProvider = time, Logger = logger };
        return new NodeStoreOptions
        {
            Arena = new ArenaOptions { Capacity = capacity },
            Spilling = spilling ?? SpillConfiguration.In(session.Folder),
            Store = store with { MemoryWait = timeout ?? store.MemoryWait },
        };
    }

    /// <summary>At the start: the store itself starts with the first large value, and whoever puts that did not choose these.</summary>
    /// <exception cref="InvalidOptionException">Nothing can be stored with them.</exception>
    internal static ValueTask CheckAsync(long? capacity, SpillConfiguration? spilling)
    {
        if (capacity < Arena.SmallestCapacity)
        {
            throw new InvalidOptionException($"An object store of {capacity} bytes is too small. Give it {Arena.SmallestCapacity} bytes or more.");
        }

        return spilling is null ? default : SpillStorages.CheckAsync(spilling);
    }
}
