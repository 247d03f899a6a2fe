using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>A node as policies see it.</summary>
/// <param name="Id">The node.</param>
/// <param name="Total">What it has.</param>
/// <param name="Available">What of that is free.</param>
/// <param name="Labels">Its labels, with the built-in ones (<see cref="NodeLabels"/>).</param>
internal sealed record SchedulableNode(NodeId Id, ResourceVector Total, ResourceVector Available, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Only a node that is alive gets work: one that drains or does not answer does not.</summary>
    internal ClusterNodeState State { get; init; }

    /// <summary>Those that are there without holding anything, and those that wait there: of equal nodes the one with fewer is chosen.</summary>
    internal int Occupants { get; init; }

    internal bool TakesWork => State == ClusterNodeState.Alive;

    /// <summary>The most used part of CPUs, GPUs and memory, from 0 to 1. Custom resources do not count: they are often a mark that is either free or not.</summary>
    internal double Utilization()
    {
        double most = 0;
        for (int resource = ResourceNames.Cpu; resource <= ResourceNames.Memory; resource++)
        {
            long total = Total[resource];
            if (total > 0)
            {
                most = Math.Max(most, 1 - ((double)Math.Max(0, Available[resource]) / total));
            }
        }

        return most;
    }

    internal bool CanEverHold(PlacementRequest request) => Total.Covers(request.Demand) && Total.Covers(request.Required);
}
