using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Rules;

/// <summary>
/// Chooses the node of a detached actor: one that has the resources free before one that only has them at all (the actor then waits there,
/// ahead of tasks), the least loaded of these, and of equals the one with the smallest id. What nodes were told to make counts as used.
/// </summary>
internal static class Placement
{
    private static readonly string[] AlwaysCounted = ["CPU", "GPU", "memory"];

    internal static NodeId? Choose(HeadState state, ActorRegistration actor, NodeId except)
    {
        Dictionary<string, double> demand = actor.Resources;
        NodeId? best = null;
        (bool Waits, double Load, int Placed, int Workers) bestRank = default;
        foreach (NodeRecord node in state.Nodes.Values)
        {
            if (node.Liveness != NodeLiveness.Alive || node.Info.Id == except || !CanHold(node, actor))
            {
                continue;
            }

            NodePlacements placed = state.Placements.GetValueOrDefault(node.Info.Id, NodePlacements.None);
            (bool Waits, double Load, int Placed, int Workers) rank = (!IsFree(node, placed, demand), Load(node, placed, demand), placed.Count, node.Report.Workers);
            if (best is null || rank.CompareTo(bestRank) < 0)
            {
                best = node.Info.Id;
                bestRank = rank;
            }
        }

        return best;
    }

    /// <summary>Whether the node can hold the demand, or can do so now.</summary>
    internal static bool Fits(HeadState state, NodeId id, ActorRegistration actor, bool onlyIfFree) =>
        state.Nodes.GetValueOrDefault(id) is { Liveness: NodeLiveness.Alive } node
        && CanHold(node, actor)
        && (!onlyIfFree || IsFree(node, state.Placements.GetValueOrDefault(id, NodePlacements.None), actor.Resources));

    private static bool CanHold(NodeRecord node, ActorRegistration actor) => Has(node.Info.Resources, actor.Resources) && Has(node.Info.Resources, actor.Placement);

    private static bool Has(Dictionary<string, double> total, Dictionary<string, double> demand) =>
        demand.All(item => NodePlacements.ToUnits(total.GetValueOrDefault(item.Key)) >= NodePlacements.ToUnits(item.Value));

    private static bool IsFree(NodeRecord node, NodePlacements placed, Dictionary<string, double> demand) =>
        demand.All(item => Free(node, placed, item.Key) >= NodePlacements.ToUnits(item.Value));

    /// <summary>The largest used part of any resource that counts.</summary>
    private static double Load(NodeRecord node, NodePlacements placed, Dictionary<string, double> demand)
    {
        double load = 0;
        foreach (string name in AlwaysCounted.Concat(demand.Keys))
        {
            long total = NodePlacements.ToUnits(node.Info.Resources.GetValueOrDefault(name));
            if (total > 0)
            {
                load = Math.Max(load, 1 - ((double)Free(node, placed, name) / total));
            }
        }

        return load;
    }

    private static long Free(NodeRecord node, NodePlacements placed, string name) =>
        NodePlacements.ToUnits(node.Report.Available.GetValueOrDefault(name)) - placed.Units.GetValueOrDefault(name);
}
