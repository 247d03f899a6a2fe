namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.PlacementGroup"/>.</summary>
public sealed record PlacementGroupSchedulingStrategy : SchedulingStrategy
{
    internal PlacementGroupSchedulingStrategy(PlacementGroupId group, int bundleIndex)
    {
        Group = group;
        BundleIndex = bundleIndex;
    }

    /// <summary>The group.</summary>
    public PlacementGroupId Group { get; }

    /// <summary>The bundle, or -1 for any.</summary>
    public int BundleIndex { get; }
}
