using System.Numerics;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>
/// The nodes of a cluster that changes, kept so that <see cref="Decide"/> need not look at all of them: by rank (<see cref="HybridScore"/>), and for
/// each shape (a demand with a selector) those that may have room. It answers as <see cref="SchedulingPolicies"/> does. Not synchronized.
/// </summary>
internal sealed class PlacementIndex
{
    /// <summary>Shapes are made again when there were more: a program has few.</summary>
    private const int MostShapes = 1024;

    private const int BitsPerWord = 64;

    private readonly Dictionary<NodeId, int> _slots = [];
    private readonly Dictionary<ShapeKey, PlacementShape> _shapes = [];
    private readonly List<PlacementShape> _shapeList = [];
    private readonly int[] _rankCounts = new int[HybridScore.Ranks];
    private readonly ulong[][] _byRank = new ulong[HybridScore.Ranks][];
    private SchedulableNode[] _nodes = [];
    private int[] _ranks = [];
    private int _words;
    private ClusterSnapshot? _snapshot;

    internal PlacementIndex() => Array.Fill(_byRank, []);

    internal int Count => _slots.Count;

    /// <summary>All nodes as they are now. It is kept until something changes.</summary>
    internal ClusterSnapshot Snapshot() => _snapshot ??= new ClusterSnapshot(_nodes.Select(static node => node with { Available = node.Available.Copy() }));

    internal bool Contains(NodeId id) => _slots.ContainsKey(id);

    /// <summary>One node as it is until the next change: its account is the index's own.</summary>
    internal SchedulableNode? Find(NodeId id) => _slots.TryGetValue(id, out int slot) ? _nodes[slot] : null;

    /// <summary>A node that joined, or is different now. Its account is the index's own afterwards.</summary>
    internal void Set(SchedulableNode node)
    {
        _snapshot = null;
        node = node with { Available = node.Available.Copy() };
        if (!_slots.TryGetValue(node.Id, out int slot))
        {
            Insert(node);
            return;
        }

        SchedulableNode previous = _nodes[slot];
        _nodes[slot] = node;
        Rank(slot);
        bool sameKind = previous.TakesWork == node.TakesWork && ReferenceEquals(previous.Labels, node.Labels) && ReferenceEquals(previous.Total, node.Total);
        foreach (PlacementShape shape in _shapeList)
        {
            if (!sameKind)
            {
                shape.SetFeasible(slot, shape.CanHold(node));
            }

            shape.Reopen(slot);
        }
    }

    internal void Remove(NodeId id)
    {
        if (_slots.ContainsKey(id))
        {
            Rebuild([.. _nodes.Where(node => node.Id != id)]);
        }
    }

    /// <summary>Something was granted on the node.</summary>
    internal void Acquire(NodeId id, ResourceDemand demand)
    {
        if (_slots.TryGetValue(id, out int slot))
        {
            _snapshot = null;
            _nodes[slot].Available.Subtract(demand);
            Rank(slot);
        }
    }

    /// <summary>Something was given back on the node.</summary>
    internal void Release(NodeId id, ResourceDemand demand)
    {
        if (_slots.TryGetValue(id, out int slot))
        {
            _snapshot = null;
            _nodes[slot].Available.Add(demand);
            Rank(slot);
            foreach (PlacementShape shape in _shapeList)
            {
                shape.Reopen(slot);
            }
        }
    }

    /// <inheritdoc cref="SchedulingPolicies.Decide"/>
    internal PlacementOutcome Decide(PlacementRequest request)
    {
        if (request.Kind != PlacementKind.Default || request.Locality.Length > 0 || request.Except.Length > 0)
        {
            return SchedulingPolicies.Decide(Snapshot(), request);
        }

        bool isFeasible = false;
        for (int choice = 0; choice < Math.Max(1, request.Selectors.Length); choice++)
        {
            PlacementShape shape = ShapeOf(request, SchedulingPolicies.SelectorAt(request, choice));
            isFeasible |= shape.IsFeasible;
            int slot = Choose(shape, request);
            if (slot >= 0)
            {
                return PlacementOutcome.On(_nodes[slot].Id);
            }
        }

        return PlacementOutcome.Wait(isFeasible ? PendingReason.WaitingForResources : SchedulingPolicies.Why(Snapshot(), request));
    }

    private int Choose(PlacementShape shape, PlacementRequest request)
    {
        int local = _slots.GetValueOrDefault(request.Local, -1);
        Span<int> best = stackalloc int[HybridScore.Best];
        for (int rank = 0; rank < HybridScore.Ranks; rank++)
        {
            if (_rankCounts[rank] == 0)
            {
                continue;
            }

            if (local >= 0 && _ranks[local] == rank && shape.MayHold(local) && _nodes[local].Available.Covers(shape.Demand))
            {
                return local;
            }

            int count = Collect(shape, _byRank[rank], best);
            if (count > 0)
            {
                return best[HybridScore.Pick(request.Seed, count)];
            }
        }

        return -1;
    }

    /// <summary>The first nodes of a rank that have room. Those that have none are not asked again before something is given back there.</summary>
    private int Collect(PlacementShape shape, ulong[] ofRank, Span<int> best)
    {
        int count = 0;
        ulong[] open = shape.Open;
        for (int word = 0; word < open.Length; word++)
        {
            for (ulong bits = open[word] & ofRank[word]; bits != 0; bits &= bits - 1)
            {
                int slot = (word * BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                if (!_nodes[slot].Available.Covers(shape.Demand))
                {
                    shape.Close(slot);
                    continue;
                }

                best[count++] = slot;
                if (count == best.Length)
                {
                    return count;
                }
            }
        }

        return count;
    }

    private PlacementShape ShapeOf(PlacementRequest request, LabelSelector selector)
    {
        var key = new ShapeKey(request.Demand, request.Required, selector);
        if (_shapes.TryGetValue(key, out PlacementShape? shape))
        {
            return shape;
        }

        if (_shapes.Count == MostShapes)
        {
            _shapes.Clear();
            _shapeList.Clear();
        }

        shape = new PlacementShape(request, selector, _words);
        for (int slot = 0; slot < _nodes.Length; slot++)
        {
            shape.SetFeasible(slot, shape.CanHold(_nodes[slot]));
            shape.Reopen(slot);
        }

        _shapes.Add(key, shape);
        _shapeList.Add(shape);
        return shape;
    }

    /// <summary>Slots are in the order of ids, so that the first ones are the same as in a snapshot.</summary>
    private void Insert(SchedulableNode node) => Rebuild([.. new ClusterSnapshot(_nodes.Append(node)).Nodes]);

    private void Rebuild(SchedulableNode[] nodes)
    {
        _snapshot = null;
        _nodes = nodes;
        _ranks = new int[nodes.Length];
        Array.Fill(_ranks, -1);
        _words = (nodes.Length + BitsPerWord - 1) / BitsPerWord;
        _slots.Clear();
        _shapes.Clear();
        _shapeList.Clear();
        Array.Clear(_rankCounts);
        for (int rank = 0; rank < _byRank.Length; rank++)
        {
            _byRank[rank] = new ulong[_words];
        }

        for (int slot = 0; slot < nodes.Length; slot++)
        {
            _slots.Add(nodes[slot].Id, slot);
            Rank(slot);
        }
    }

    private void Rank(int slot)
    {
        int rank = HybridScore.Of(_nodes[slot]);
        int previous = _ranks[slot];
        if (rank == previous)
        {
            return;
        }

        ulong bit = 1UL << (slot % BitsPerWord);
        if (previous >= 0)
        {
            _byRank[previous][slot / BitsPerWord] &= ~bit;
            _rankCounts[previous]--;
        }

        _byRank[rank][slot / BitsPerWord] |= bit;
        _rankCounts[rank]++;
        _ranks[slot] = rank;
    }

    private readonly record struct ShapeKey(ResourceDemand Demand, ResourceDemand Required, LabelSelector Selector);
}
