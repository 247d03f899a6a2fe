using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Head.Rules;

/// <summary>The nodes as policies see them. What nodes were told to hold and have not reported yet counts as used.</summary>
internal static class HeadSnapshot
{
    internal static ClusterSnapshot Of(HeadState state) => new(state.Nodes.Values.Where(static node => node.Liveness != NodeLiveness.Dead).Select(node => Describe(state, node)));

    internal static SchedulableNode Describe(HeadState state, NodeRecord node)
    {
        NodePlacements placed = state.Placements.GetValueOrDefault(node.Info.Id, NodePlacements.None);
        var free = ResourceVector.From(node.Report.Available);
        free.Subtract(ResourceDemand.FromUnits(placed.Units));
        foreach (PlacementGroupId id in state.PendingGroups)
        {
            PlacementGroupRecord group = state.Groups[id];
            for (int bundle = 0; bundle < group.Nodes.Length; bundle++)
            {
                if (group.Nodes[bundle] == node.Info.Id && !group.Prepared[bundle])
                {
                    free.Subtract(ResourceDemand.FromUnits(group.Registration.Bundles[bundle].Units));
                }
            }
        }

        return new SchedulableNode(node.Info.Id, ResourceVector.From(node.Info.Resources), free, NodeLabels.Complete(node.Info.Id, node.Info.Name, node.Info.Labels))
        {
            State = (ClusterNodeState)node.Liveness,
            Occupants = placed.Count + node.Report.Workers,
        };
    }
}
