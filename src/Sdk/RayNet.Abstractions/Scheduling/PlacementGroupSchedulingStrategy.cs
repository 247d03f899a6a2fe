namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.PlacementGroup"/>.</summary>
public sealed record PlacementGroupSchedulingStrategy : SchedulingStrategy
{
    internal PlacementGroupSchedulingStrategy(PlacementGroupId group, int bundleIndex, bool capturesChildren = false)
    {
        Group = group;
        BundleIndex = bundleIndex;
        CapturesChildren = capturesChildren;
    }

    /// <summary>The group.</summary>
    public PlacementGroupId Group { get; }

    /// <summary>The bundle, or -1 for any.</summary>
    public int BundleIndex { get; }

    /// <summary>Whether what it calls and creates runs in the group too, unless that has a strategy or labels of its own.</summary>
    public bool CapturesChildren { get; }
}
