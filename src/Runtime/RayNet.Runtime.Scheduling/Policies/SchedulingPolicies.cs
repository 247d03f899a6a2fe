using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>
/// Where a request goes. This is what the strategies mean; <see cref="PlacementIndex"/> gives the same answers faster. Nothing is changed, and the
/// same input gives the same answer.
/// </summary>
internal static class SchedulingPolicies
{
    /// <summary>A node that has everything free now, or why there is none.</summary>
    internal static PlacementOutcome Decide(ClusterSnapshot cluster, PlacementRequest request) =>
        request.Kind is PlacementKind.NodeAffinity or PlacementKind.SoftNodeAffinity
            ? Affinity(cluster, request)
            : AmongAll(cluster, request);

    /// <summary>
    /// A node where a request that <see cref="Decide"/> left waiting may wait: one that can hold it, with as few others waiting as possible.
    /// </summary>
    internal static NodeId? ChooseQueue(ClusterSnapshot cluster, PlacementRequest request)
    {
        if (request.Kind is PlacementKind.NodeAffinity or PlacementKind.SoftNodeAffinity && Affinity(cluster, request).Node is var bound && bound != default)
        {
            return bound;
        }

        for (int choice = 0; choice < Math.Max(1, request.Selectors.Length); choice++)
        {
            SchedulableNode? best = null;
            foreach (SchedulableNode node in cluster.Nodes)
            {
                if (CanHold(node, request, SelectorAt(request, choice)) && (best is null || node.Occupants < best.Occupants))
                {
                    best = node;
                }
            }

            if (best is not null)
            {
                return best.Id;
            }
        }

        return null;
    }

    /// <summary>Why nothing is placed, as far as the nodes themselves go.</summary>
    internal static PendingReason Why(ClusterSnapshot cluster, PlacementRequest request)
    {
        bool hasLabel = request.Selectors.IsEmpty;
        for (int choice = 0; choice < Math.Max(1, request.Selectors.Length); choice++)
        {
            foreach (SchedulableNode node in cluster.Nodes)
            {
                if (node.TakesWork && Matches(node, SelectorAt(request, choice)))
                {
                    hasLabel = true;
                    if (node.CanEverHold(request))
                    {
                        return PendingReason.WaitingForResources;
                    }
                }
            }
        }

        return hasLabel ? PendingReason.Infeasible : PendingReason.NoNodeWithLabel;
    }

    internal static LabelSelector SelectorAt(PlacementRequest request, int choice) => request.Selectors.IsEmpty ? LabelSelector.Any : request.Selectors[choice];

    private static bool Matches(SchedulableNode node, LabelSelector selector) => selector.Matches(node.Labels);

    private static bool CanHold(SchedulableNode node, PlacementRequest request, LabelSelector selector) =>
        node.TakesWork && !request.Except.Contains(node.Id) && Matches(node, selector) && node.CanEverHold(request);

    private static PlacementOutcome Affinity(ClusterSnapshot cluster, PlacementRequest request)
    {
        SchedulableNode? node = cluster.Find(request.Node);
        bool isThere = node is { TakesWork: true };
        bool isAble = isThere && node!.CanEverHold(request) && (request.Selectors.IsEmpty || request.Selectors.Any(selector => Matches(node, selector)));
        if (node is { State: ClusterNodeState.Unreachable } && request.Kind == PlacementKind.NodeAffinity)
        {
            // It may come back; when it does not, it is soon dead.
            return PlacementOutcome.Wait(PendingReason.NodeUnavailable, node.Id);
        }

        if (!isAble)
        {
            return request.Kind == PlacementKind.SoftNodeAffinity
                ? AmongAll(cluster, request)
                : PlacementOutcome.Never(isThere ? PendingReason.Infeasible : PendingReason.NodeUnavailable, request.Node);
        }

        return node!.Available.Covers(request.Demand) && !request.Except.Contains(node.Id)
            ? PlacementOutcome.On(node.Id)
            : PlacementOutcome.Wait(PendingReason.WaitingForResources, node.Id);
    }

    private static PlacementOutcome AmongAll(ClusterSnapshot cluster, PlacementRequest request)
    {
        for (int choice = 0; choice < Math.Max(1, request.Selectors.Length); choice++)
        {
            LabelSelector selector = SelectorAt(request, choice);
            NodeId? node = request.Kind == PlacementKind.Spread
                ? Spread(cluster, request, selector)
                : Nearest(cluster, request, selector) ?? Hybrid(cluster, request, selector);
            if (node is { } chosen)
            {
                return PlacementOutcome.On(chosen);
            }
        }

        return PlacementOutcome.Wait(Why(cluster, request));
    }

    private static bool IsFree(SchedulableNode node, PlacementRequest request, LabelSelector selector) =>
        CanHold(node, request, selector) && node.Available.Covers(request.Demand);

    /// <summary>The free node with most bytes of the arguments.</summary>
    private static NodeId? Nearest(ClusterSnapshot cluster, PlacementRequest request, LabelSelector selector)
    {
        NodeId? best = null;
        long most = 0;
        foreach ((NodeId id, long bytes) in request.Locality)
        {
            if (bytes > most && cluster.Find(id) is { } node && IsFree(node, request, selector))
            {
                (best, most) = (id, bytes);
            }
        }

        return best;
    }

    private static NodeId? Hybrid(ClusterSnapshot cluster, PlacementRequest request, LabelSelector selector)
    {
        Span<int> best = stackalloc int[HybridScore.Best];
        int count = 0;
        int rank = int.MaxValue;
        bool hasLocal = false;
        for (int i = 0; i < cluster.Nodes.Length; i++)
        {
            SchedulableNode node = cluster.Nodes[i];
            if (!IsFree(node, request, selector))
            {
                continue;
            }

            int own = HybridScore.Of(node);
            if (own < rank)
            {
                (rank, count, hasLocal) = (own, 0, false);
            }

            if (own == rank)
            {
                hasLocal |= node.Id == request.Local;
                if (count < best.Length)
                {
                    best[count++] = i;
                }
            }
        }

        return count == 0 ? null : hasLocal ? request.Local : cluster.Nodes[best[HybridScore.Pick(request.Seed, count)]].Id;
    }

    /// <summary>The least used free node, of these the one with the fewest occupants, and of these the next in turn.</summary>
    private static NodeId? Spread(ClusterSnapshot cluster, PlacementRequest request, LabelSelector selector)
    {
        int length = cluster.Nodes.Length;
        int start = length == 0 ? 0 : (int)((ulong)request.Turn % (ulong)length);
        SchedulableNode? best = null;
        (double Load, int Occupants) rank = default;
        for (int i = 0; i < length; i++)
        {
            SchedulableNode node = cluster.Nodes[(start + i) % length];
            if (IsFree(node, request, selector) && (Load(node, request.Demand), node.Occupants) is var own && (best is null || own.CompareTo(rank) < 0))
            {
                (best, rank) = (node, own);
            }
        }

        return best?.Id;
    }

    /// <summary>The most used part of what always counts and what is asked for.</summary>
    private static double Load(SchedulableNode node, ResourceDemand demand)
    {
        double most = node.Utilization();
        foreach (int resource in demand.Resources)
        {
            long total = node.Total[resource];
            most = total > 0 ? Math.Max(most, 1 - ((double)Math.Max(0, node.Available[resource]) / total)) : most;
        }

        return most;
    }
}
