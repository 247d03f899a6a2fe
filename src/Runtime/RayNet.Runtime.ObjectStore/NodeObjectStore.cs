using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.ObjectStore.Transfer;

namespace RayNet.Runtime.ObjectStore;

/// <summary>The object store of one node: its shared memory, and the authority over it. Other processes of the machine map the memory by its address.</summary>
internal sealed class NodeObjectStore : IAsyncDisposable
{
    private readonly Arena _arena;

    private NodeObjectStore(Arena arena, StoreDirectory directory)
    {
        _arena = arena;
        Directory = directory;
    }

    internal StoreDirectory Directory { get; }

    internal ArenaAddress Address => _arena.Address;

    /// <summary>The arena as the node's own process sees it.</summary>
    internal StoreMapping Mapping => _arena.Mapping;

    internal PageWarmer Warmer => _arena.Warmer;

    /// <summary>Starts a store. What is wrong with the options is found before any memory is taken.</summary>
    internal static async ValueTask<NodeObjectStore> StartAsync(NodeStoreOptions options)
    {
        ISpillStorage? storage = SpillStorages.Create(options.Spilling);
        try
        {
            var arena = Arena.Create(options.Arena);
            return new NodeObjectStore(arena, new StoreDirectory(arena, storage, options.Store));
        }
        catch when (storage is not null)
        {
            await storage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Pins an object for a process that reads it piece by piece; <see langword="null"/> if the store does not have it.</summary>
    internal ValueTask<PinnedObject?> OpenAsync(ObjectId id, ulong process, CancellationToken cancellationToken = default) =>
        PinnedObject.OpenAsync(Directory, Mapping, id, process, cancellationToken);

    /// <summary>Takes in an object that arrives in pieces; <see langword="null"/> if the store has it already or somebody else is at it.</summary>
    internal ValueTask<IncomingObject?> ReceiveAsync(CreateRequest request, ulong? pinFor = null, CancellationToken cancellationToken = default) =>
        IncomingObject.BeginAsync(Directory, Mapping, request, pinFor, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Directory.DisposeAsync().ConfigureAwait(false);
        await _arena.DisposeAsync().ConfigureAwait(false);
    }
}
