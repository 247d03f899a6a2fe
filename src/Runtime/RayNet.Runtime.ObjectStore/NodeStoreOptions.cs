using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.ObjectStore;

/// <summary>Everything that one node's store is made from.</summary>
internal sealed record NodeStoreOptions
{
    internal ArenaOptions Arena { get; init; } = new();

    internal SpillConfiguration Spilling { get; init; } = SpillConfiguration.None;

    internal StoreOptions Store { get; init; } = new();
}
