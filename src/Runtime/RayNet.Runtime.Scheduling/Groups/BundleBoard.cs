using System.Collections.Immutable;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Groups;

/// <summary>Nodes and bundles while a place is looked for: a scratch pad of one decision.</summary>
internal sealed class BundleBoard
{
    private readonly SchedulableNode[] _nodes;
    private readonly ImmutableArray<BundleRequest> _bundles;
    private readonly ResourceVector[] _free;
    private readonly int[] _counts;

    internal BundleBoard(SchedulableNode[] nodes, ImmutableArray<BundleRequest> bundles, ImmutableArray<NodeId> kept, Func<SchedulableNode, ResourceVector> free)
    {
        _nodes = nodes;
        _bundles = bundles;
        _free = [.. nodes.Select(node => free(node).Copy())];
        _counts = new int[nodes.Length];
        Nodes = [.. kept];
        Kept = kept;
        for (int node = 0; node < nodes.Length; node++)
        {
            _counts[node] = kept.Count(id => id == nodes[node].Id);
        }

        Best = Placed;
    }

    internal NodeId[] Nodes { get; }

    internal ImmutableArray<NodeId> Kept { get; }

    internal int NodeCount => _nodes.Length;

    internal int Placed => Nodes.Count(static node => node != default);

    /// <summary>The most bundles that any attempt has placed.</summary>
    internal int Best { get; private set; }

    internal bool IsDone => !Nodes.Contains(default);

    /// <summary>The bundles that need a node.</summary>
    internal int[] Open() => [.. Enumerable.Range(0, _bundles.Length).Where(bundle => Nodes[bundle] == default)];

    internal bool Fits(int bundle, int node) => _bundles[bundle].Accepts(_nodes[node]) && _free[node].Covers(_bundles[bundle].Demand);

    internal bool HasKept(int node) => Kept.Contains(_nodes[node].Id);

    /// <summary>Whether bundles that stay are on another node than this one.</summary>
    internal bool KeptElsewhere(int node) => Kept.Any(id => id != default && id != _nodes[node].Id);

    internal int CountOn(int node) => _counts[node];

    /// <summary>For the order only: the largest share that the bundle takes of any node that accepts it.</summary>
    internal double SizeOf(int bundle)
    {
        double size = 0;
        foreach (int resource in _bundles[bundle].Demand.Resources)
        {
            long most = _nodes.Select(node => node.Total[resource]).DefaultIfEmpty().Max();
            size = most > 0 ? Math.Max(size, (double)_bundles[bundle].Demand.UnitsOf(resource) / most) : size;
        }

        return size;
    }

    internal void Take(int bundle, int node)
    {
        _free[node].Subtract(_bundles[bundle].Demand);
        _counts[node]++;
        Nodes[bundle] = _nodes[node].Id;
    }

    /// <summary>All open bundles on one node, or none.</summary>
    internal bool TryTakeAll(int node)
    {
        int[] open = Open();
        int taken = 0;
        while (taken < open.Length && Fits(open[taken], node))
        {
            Take(open[taken++], node);
        }

        Note(Placed);
        if (taken == open.Length)
        {
            return true;
        }

        for (int i = 0; i < taken; i++)
        {
            _free[node].Add(_bundles[open[i]].Demand);
            _counts[node]--;
            Nodes[open[i]] = default;
        }

        return false;
    }

    /// <summary>On empty nodes, what stays takes its part.</summary>
    internal void TakeKept()
    {
        for (int bundle = 0; bundle < _bundles.Length; bundle++)
        {
            int node = Array.FindIndex(_nodes, item => item.Id == Kept[bundle]);
            if (Kept[bundle] != default && node >= 0)
            {
                _free[node].Subtract(_bundles[bundle].Demand);
            }
        }
    }

    internal void Note(int placed) => Best = Math.Max(Best, placed);
}
