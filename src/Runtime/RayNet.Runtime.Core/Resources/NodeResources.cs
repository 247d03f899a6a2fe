namespace RayNet.Runtime.Resources;

/// <summary>The account of one node: what it has and what is free. Not synchronized; its owner locks.</summary>
internal sealed class NodeResources
{
    private readonly long[] _total;
    private readonly long[] _available;

    internal NodeResources(ResourceDemand total)
    {
        int length = 0;
        foreach ((int resource, _) in total.Items)
        {
            length = Math.Max(length, resource + 1);
        }

        _total = new long[length];
        foreach ((int resource, long units) in total.Items)
        {
            _total[resource] = units;
        }

        _available = (long[])_total.Clone();
    }

    /// <summary>Whether the demand fits into the empty node.</summary>
    internal bool IsFeasible(ResourceDemand demand)
    {
        foreach ((int resource, long units) in demand.Items)
        {
            if (TotalOf(resource) < units)
            {
                return false;
            }
        }

        return true;
    }

    internal bool TryAcquire(ResourceDemand demand)
    {
        foreach ((int resource, long units) in demand.Items)
        {
            if (resource >= _available.Length || _available[resource] < units)
            {
                return false;
            }
        }

        Acquire(demand);
        return true;
    }

    /// <summary>Takes the demand even where that overdraws: a call that ends its wait goes on at once and must not wait for others.</summary>
    internal void Acquire(ResourceDemand demand)
    {
        foreach ((int resource, long units) in demand.Items)
        {
            _available[resource] -= units;
        }
    }

    internal void Release(ResourceDemand demand)
    {
        foreach ((int resource, long units) in demand.Items)
        {
            _available[resource] += units;
        }
    }

    internal long TotalOf(int resource) => resource < _total.Length ? _total[resource] : 0;

    internal long AvailableOf(int resource) => resource < _available.Length ? _available[resource] : 0;

    internal Dictionary<string, double> Snapshot(bool available)
    {
        long[] source = available ? _available : _total;
        var snapshot = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int resource = 0; resource < source.Length; resource++)
        {
            if (_total[resource] > 0)
            {
                snapshot[ResourceNames.NameOf(resource)] = Math.Max(0, ResourceQuantity.ToDouble(source[resource]));
            }
        }

        return snapshot;
    }
}
