using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// Bundles of resources that are held together: all of them, or none. Tasks and actors run in them with
/// <see cref="SchedulingStrategy.PlacementGroup"/>. Made by <see cref="Ray.CreatePlacementGroup"/>.
/// </summary>
public sealed class PlacementGroup
{
    private readonly PlacementGroupHome _home;

    internal PlacementGroup(PlacementGroupHome home, PlacementGroupId id, string? name, PlacementStrategy strategy, IReadOnlyList<PlacementBundle> bundles)
    {
        _home = home;
        Id = id;
        Name = name;
        Strategy = strategy;
        Bundles = bundles;
    }

    /// <summary>The group.</summary>
    public PlacementGroupId Id { get; }

    /// <summary>Its name, by which <see cref="Ray.GetPlacementGroup"/> finds it.</summary>
    public string? Name { get; }

    /// <summary>How the bundles lie on the nodes.</summary>
    public PlacementStrategy Strategy { get; }

    /// <summary>The bundles, in the order of their indexes.</summary>
    public IReadOnlyList<PlacementBundle> Bundles { get; }

    /// <summary>Completes when every bundle holds its resources, whether they are in use or not.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnschedulableException">The group was removed.</exception>
    public Task ReadyAsync(CancellationToken cancellationToken = default) => _home.ReadyAsync(Id, cancellationToken);

    /// <summary>Waits for <see cref="ReadyAsync"/> with a limit.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the group is ready.</returns>
    /// <exception cref="UnschedulableException">The group was removed.</exception>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task ready = ReadyAsync(stop.Token);
        try
        {
            await ready.WaitAsync(timeout, _home.TimeProvider, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException) when (!ready.IsFaulted)
        {
            return false;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The state now.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<PlacementGroupState> GetStateAsync(CancellationToken cancellationToken = default) => _home.GetStateAsync(Id, cancellationToken);

    /// <summary>The node of each bundle; default for those that have none.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<IReadOnlyList<NodeId>> GetNodesAsync(CancellationToken cancellationToken = default) => _home.GetNodesAsync(Id, cancellationToken);

    /// <summary>Says why the group is not ready.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<PendingExplanation> ExplainAsync(CancellationToken cancellationToken = default) => _home.ExplainAsync(Id, cancellationToken);

    /// <summary>Gives the resources back. Tasks that run in the group fail with <see cref="WorkerCrashedException"/>, or <see cref="UnschedulableException"/> where they were to run again; its actors die. A group that is gone already stays so.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task RemoveAsync(CancellationToken cancellationToken = default) => _home.RemoveAsync(Id, cancellationToken);

    /// <summary>The id, and the name if there is one.</summary>
    public override string ToString() => Name is null ? $"placement group {Id}" : $"placement group '{Name}' ({Id})";
}
