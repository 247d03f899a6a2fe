using System.Collections.Immutable;
using RayNet.Runtime.Policies;

namespace RayNet.Runtime.Groups;

/// <summary>
/// Which nodes the bundles of a placement group get: all at once or none. The strict strategies find a place whenever there is one; the others try
/// the most compact, or the widest, and then what is near to it.
/// </summary>
internal static class BundlePolicies
{
    /// <param name="cluster">The nodes.</param>
    /// <param name="bundles">The bundles.</param>
    /// <param name="strategy">How they are to lie.</param>
    /// <param name="kept">Of a group that lost some: where the others are. A default id asks for a place; empty asks for all.</param>
    internal static BundlePlan Place(ClusterSnapshot cluster, ImmutableArray<BundleRequest> bundles, PlacementStrategy strategy, ImmutableArray<NodeId> kept)
    {
        kept = kept.IsDefaultOrEmpty ? [.. Enumerable.Repeat(default(NodeId), bundles.Length)] : kept;
        SchedulableNode[] nodes = [.. cluster.Nodes.Where(static node => node.TakesWork).OrderBy(node => Preference(node, strategy, kept)).ThenBy(HybridScore.Of)];
        var free = new BundleBoard(nodes, bundles, kept, static node => node.Available);
        if (Assign(free, strategy))
        {
            return new BundlePlan([.. free.Nodes], PendingReason.Queued, bundles.Length);
        }

        // The same on empty nodes says whether waiting can help. What is kept holds its part of them.
        var empty = new BundleBoard(nodes, bundles, kept, static node => node.Total);
        empty.TakeKept();
        PendingReason reason = Assign(empty, strategy)
            ? PendingReason.WaitingForResources
            : bundles.Any(bundle => !nodes.Any(node => bundle.Selector.Matches(node.Labels))) ? PendingReason.NoNodeWithLabel : PendingReason.Infeasible;
        return new BundlePlan([], reason, free.Best);
    }

    /// <summary>Compact strategies go first where the group is already, the others last.</summary>
    private static int Preference(SchedulableNode node, PlacementStrategy strategy, ImmutableArray<NodeId> kept) =>
        kept.Contains(node.Id) == strategy is PlacementStrategy.Pack or PlacementStrategy.StrictPack ? 0 : 1;

    private static bool Assign(BundleBoard board, PlacementStrategy strategy) => strategy switch
    {
        PlacementStrategy.StrictPack => TryOneNode(board),
        PlacementStrategy.StrictSpread => TryOwnNodes(board, all: true),
        PlacementStrategy.Spread => TryOwnNodes(board, all: false) && Fill(board, compact: false),
        _ => TryOneNode(board) || Fill(board, compact: true),
    };

    private static bool TryOneNode(BundleBoard board)
    {
        for (int node = 0; node < board.NodeCount; node++)
        {
            if (board.KeptElsewhere(node))
            {
                continue;
            }

            if (board.TryTakeAll(node))
            {
                return true;
            }
        }

        return board.IsDone;
    }

    private static bool TryOwnNodes(BundleBoard board, bool all)
    {
        int[] open = board.Open();
        int[] found = BundleMatching.Find(open.Length, board.NodeCount, (bundle, node) => !board.HasKept(node) && board.Fits(open[bundle], node));
        board.Note(board.Placed + found.Count(static node => node >= 0));
        if (all && found.Contains(-1))
        {
            return false;
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] >= 0)
            {
                board.Take(open[i], found[i]);
            }
        }

        return true;
    }

    /// <summary>The largest bundles first. Compact: each node takes what it can before the next one; otherwise the node with the fewest bundles is next.</summary>
    private static bool Fill(BundleBoard board, bool compact)
    {
        foreach (int bundle in board.Open().OrderByDescending(board.SizeOf).ThenBy(static bundle => bundle))
        {
            int best = -1;
            for (int node = 0; node < board.NodeCount; node++)
            {
                if (board.Fits(bundle, node) && (best < 0 || Order(node).CompareTo(Order(best)) < 0))
                {
                    best = node;
                }
            }

            if (best < 0)
            {
                board.Note(board.Placed);
                return false;
            }

            board.Take(bundle, best);
        }

        return true;

        int Order(int node) => compact ? -board.CountOn(node) : board.CountOn(node);
    }
}
