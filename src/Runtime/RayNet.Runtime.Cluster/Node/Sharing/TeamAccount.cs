using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>What the jobs of one team use of this node, and may use of the team's quota. Guarded by the scheduler's lock.</summary>
internal sealed class TeamAccount(string name)
{
    internal string Name { get; } = name;

    /// <summary>How much it gets of a contended node, compared to other teams.</summary>
    internal double Weight { get; set; } = 1;

    /// <summary>Whether the cluster has a quota for it: then nothing starts that the head has not granted.</summary>
    internal bool IsLimited { get; set; }

    /// <summary>The team's jobs on all nodes, as last heard.</summary>
    internal int Jobs { get; set; }

    internal ResourceTally Used { get; } = new();

    /// <summary>What the head has granted this node.</summary>
    internal ResourceTally Held { get; set; } = new();

    /// <summary>When somebody elsewhere asked for more of the quota than was left; <see langword="null"/> for never.</summary>
    internal long? WantedAt { get; set; }

    /// <summary>When it was last used.</summary>
    internal long ChargedAt { get; set; }

    /// <summary>Something is given back before anything is asked for: others get their turn.</summary>
    internal bool IsGivingBack { get; set; }

    internal bool MayCharge(ResourceDemand demand) => !IsLimited || Held.Covers(Used, demand);
}
