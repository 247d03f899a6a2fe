using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>What one bundle of a placement group holds of the node, and what of that is free. Guarded by the node's lock.</summary>
internal sealed class BundleAccount(ResourceDemand demand, int attempt, IReadOnlyList<string> gpus)
{
    /// <summary>The GPUs that it holds, or holds a part of: no work outside of it gets them.</summary>
    internal IReadOnlyList<string> HeldGpus { get; } = gpus;

    /// <summary>What of those is free.</summary>
    internal GpuAccount Gpus { get; } = new(gpus, demand.UnitsOf(ResourceNames.Gpu));

    internal ResourceDemand Demand { get; } = demand;

    internal int Attempt { get; } = attempt;

    internal NodeResources Resources { get; } = new(demand);

    /// <summary>Whether work may use it: all other bundles of the group have their place, too.</summary>
    internal bool IsCommitted { get; set; }
}
