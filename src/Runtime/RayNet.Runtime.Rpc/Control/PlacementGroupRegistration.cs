namespace RayNet.Runtime.Control;

/// <summary>A placement group as it is asked for.</summary>
/// <param name="Id">Made by its creator.</param>
/// <param name="Name">Its name, or empty.</param>
/// <param name="Namespace">The namespace of the name.</param>
/// <param name="Job">The job whose end ends it, unless it is detached.</param>
/// <param name="Owner">The process whose end ends it, unless it is detached.</param>
/// <param name="OwnerNode">The node of that process.</param>
/// <param name="IsDetached">Whether it outlives its job.</param>
/// <param name="Strategy">How the bundles lie.</param>
/// <param name="Bundles">The bundles.</param>
internal sealed record PlacementGroupRegistration(
    PlacementGroupId Id,
    string Name,
    string Namespace,
    JobId Job,
    ulong Owner,
    NodeId OwnerNode,
    bool IsDetached,
    PlacementStrategy Strategy,
    BundleSpec[] Bundles);
