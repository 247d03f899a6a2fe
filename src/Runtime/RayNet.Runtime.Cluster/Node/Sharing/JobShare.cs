using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>What one job uses of this node. Guarded by the scheduler's lock.</summary>
internal sealed class JobShare(JobId job, TeamAccount team, int priority)
{
    internal JobId Job { get; } = job;

    internal TeamAccount Team { get; } = team;

    internal int Priority { get; } = priority;

    internal ResourceTally Used { get; } = new();

    internal void Charge(ResourceDemand demand)
    {
        Used.Add(demand);
        Team.Used.Add(demand);
    }

    internal void Release(ResourceDemand demand)
    {
        Used.Subtract(demand);
        Team.Used.Subtract(demand);
    }
}
