using RayNet.Runtime.ObjectStore.Mapping;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>
/// Where objects go that memory has no room for: files, or a service that stores objects. All members may be called at the same time
/// for different objects.
/// </summary>
internal interface ISpillStorage : IAsyncDisposable
{
    /// <summary>What it is and where, for messages.</summary>
    string Description { get; }

    /// <summary>Stores an object: wholly or, where it throws, not at all.</summary>
    Task<SpillTicket> WriteAsync(ObjectId id, ArenaRange content, CancellationToken cancellationToken);

    /// <summary>Reads an object back. Where what was written is gone or damaged, it throws a <see cref="SpillException"/> that says so; after any other exception the object can be asked for again.</summary>
    Task ReadAsync(ObjectId id, SpillTicket ticket, ArenaRange destination, CancellationToken cancellationToken);

    /// <summary>Deletes an object that is not needed any more.</summary>
    Task DeleteAsync(SpillTicket ticket, CancellationToken cancellationToken);
}
