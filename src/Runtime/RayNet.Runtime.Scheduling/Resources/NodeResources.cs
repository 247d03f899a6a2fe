namespace RayNet.Runtime.Resources;

/// <summary>The account of one node: what it has and what is free. Not synchronized; its owner locks.</summary>
internal sealed class NodeResources
{
    private readonly long[] _total;
    private readonly long[] _available;

    internal NodeResources(ResourceDemand total)
    {
        ReadOnlySpan<int> resources = total.Resources;
        _total = new long[resources.IsEmpty ? 0 : resources[^1] + 1];
        for (int i = 0; i < resources.Length; i++)
        {
            _total[resources[i]] = total.Units[i];
        }

        _available = (long[])_total.Clone();
    }

    /// <summary>Whether the demand fits into the empty node.</summary>
    internal bool IsFeasible(ResourceDemand demand) => Fits(demand, _total);

    /// <summary>Whether the demand fits into what is free.</summary>
    internal bool IsAvailable(ResourceDemand demand) => Fits(demand, _available);

    internal bool TryAcquire(ResourceDemand demand)
    {
        if (!Fits(demand, _available))
        {
            return false;
        }

        Acquire(demand);
        return true;
    }

    /// <summary>Takes the demand even where that overdraws: a call that ends its wait goes on at once and must not wait for others.</summary>
    internal void Acquire(ResourceDemand demand)
    {
        ReadOnlySpan<int> resources = demand.Resources;
        for (int i = 0; i < resources.Length; i++)
        {
            _available[resources[i]] -= demand.Units[i];
        }
    }

    internal void Release(ResourceDemand demand)
    {
        ReadOnlySpan<int> resources = demand.Resources;
        for (int i = 0; i < resources.Length; i++)
        {
            _available[resources[i]] += demand.Units[i];
        }
    }

    /// <summary>What is free now.</summary>
    internal ResourceVector Free() => ResourceVector.Copy(_available);

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

    private static bool Fits(ResourceDemand demand, long[] quantities)
    {
        ReadOnlySpan<int> resources = demand.Resources;
        for (int i = 0; i < resources.Length; i++)
        {
            if (resources[i] >= quantities.Length || quantities[resources[i]] < demand.Units[i])
            {
                return false;
            }
        }

        return true;
    }
}
