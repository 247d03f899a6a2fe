namespace RayNet.CompilerServices;

/// <summary>What a runtime does for placement groups.</summary>
internal abstract class PlacementGroupHome
{
    internal abstract TimeProvider TimeProvider { get; }

    internal abstract PlacementGroup Create(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy, string? name, ActorLifetime lifetime);

    internal abstract PlacementGroup? Find(string name);

    internal abstract Task ReadyAsync(PlacementGroupId id, CancellationToken cancellationToken);

    internal abstract Task<PlacementGroupState> GetStateAsync(PlacementGroupId id, CancellationToken cancellationToken);

    internal abstract Task<IReadOnlyList<NodeId>> GetNodesAsync(PlacementGroupId id, CancellationToken cancellationToken);

    internal abstract Task<PendingExplanation> ExplainAsync(PlacementGroupId id, CancellationToken cancellationToken);

    internal abstract Task RemoveAsync(PlacementGroupId id, CancellationToken cancellationToken);
}
