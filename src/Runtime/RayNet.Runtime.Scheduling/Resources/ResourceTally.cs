namespace RayNet.Runtime.Resources;

/// <summary>A sum of demands that grows and shrinks. Not synchronized; its owner locks.</summary>
internal sealed class ResourceTally
{
    private long[] _units = [];

    internal long this[int resource] => resource < _units.Length ? _units[resource] : 0;

    internal bool IsEmpty => !Array.Exists(_units, static units => units != 0);

    internal void Add(ResourceDemand demand) => Change(demand, 1);

    internal void Subtract(ResourceDemand demand) => Change(demand, -1);

    internal void Set(ResourceDemand demand)
    {
        Array.Clear(_units);
        Add(demand);
    }

    /// <summary>Whether it holds the demand besides what the other tally holds.</summary>
    internal bool Covers(ResourceTally other, ResourceDemand demand)
    {
        for (int i = 0; i < demand.Resources.Length; i++)
        {
            int resource = demand.Resources[i];
            if (this[resource] < other[resource] + demand.Units[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The larger of both in each resource.</summary>
    internal ResourceTally Max(ResourceTally other)
    {
        var result = new ResourceTally { _units = new long[Math.Max(_units.Length, other._units.Length)] };
        for (int i = 0; i < result._units.Length; i++)
        {
            result._units[i] = Math.Max(this[i], other[i]);
        }

        return result;
    }

    internal bool IsSame(ResourceTally other)
    {
        for (int i = 0; i < Math.Max(_units.Length, other._units.Length); i++)
        {
            if (this[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    internal Dictionary<string, long> ToUnits()
    {
        var units = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < _units.Length; i++)
        {
            if (_units[i] != 0)
            {
                units[ResourceNames.NameOf(i)] = _units[i];
            }
        }

        return units;
    }

    /// <summary>The largest part that it is of a whole, over all resources: its dominant share.</summary>
    internal double ShareOf(ResourceVector total, ResourceDemand? more = null)
    {
        double share = 0;
        int count = Math.Max(_units.Length, more is null || more.IsEmpty ? 0 : more.Resources[^1] + 1);
        for (int i = 0; i < count; i++)
        {
            if (total[i] > 0)
            {
                share = Math.Max(share, (double)(this[i] + (more?.UnitsOf(i) ?? 0)) / total[i]);
            }
        }

        return share;
    }

    private void Change(ResourceDemand demand, int sign)
    {
        if (demand.IsEmpty)
        {
            return;
        }

        if (demand.Resources[^1] >= _units.Length)
        {
            Array.Resize(ref _units, demand.Resources[^1] + 1);
        }

        for (int i = 0; i < demand.Resources.Length; i++)
        {
            _units[demand.Resources[i]] += sign * demand.Units[i];
        }
    }
}
