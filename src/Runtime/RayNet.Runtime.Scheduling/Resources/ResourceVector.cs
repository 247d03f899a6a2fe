namespace RayNet.Runtime.Resources;

/// <summary>Quantities by the index of their resource (<see cref="ResourceNames"/>), in units of <see cref="ResourceQuantity"/>.</summary>
internal sealed class ResourceVector
{
    private readonly long[] _units;

    private ResourceVector(long[] units) => _units = units;

    internal long this[int resource] => resource < _units.Length ? _units[resource] : 0;

    internal static ResourceVector From(IReadOnlyDictionary<string, double> quantities)
    {
        var units = new List<long>();
        foreach ((string name, double quantity) in quantities)
        {
            int resource = ResourceNames.IndexOf(name);
            while (units.Count <= resource)
            {
                units.Add(0);
            }

            units[resource] = ResourceQuantity.Round(quantity);
        }

        return new ResourceVector([.. units]);
    }

    internal static ResourceVector From(ResourceDemand demand)
    {
        var vector = new ResourceVector(new long[demand.IsEmpty ? 0 : demand.Resources[^1] + 1]);
        vector.Add(demand);
        return vector;
    }

    /// <summary>Units by index.</summary>
    internal static ResourceVector Copy(long[] units) => new((long[])units.Clone());

    internal bool Covers(ResourceDemand demand)
    {
        ReadOnlySpan<int> resources = demand.Resources;
        ReadOnlySpan<long> units = demand.Units;
        for (int i = 0; i < resources.Length; i++)
        {
            if (this[resources[i]] < units[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nothing is overdrawn.</summary>
    internal bool IsValid => !Array.Exists(_units, static units => units < 0);

    internal ResourceVector Copy() => new((long[])_units.Clone());

    /// <summary>Only for a copy that nobody else sees. What the vector has no place for is ignored: no node has it.</summary>
    internal void Add(ResourceDemand demand)
    {
        for (int i = 0; i < demand.Resources.Length; i++)
        {
            if (demand.Resources[i] < _units.Length)
            {
                _units[demand.Resources[i]] += demand.Units[i];
            }
        }
    }

    /// <inheritdoc cref="Add"/>
    internal void Subtract(ResourceDemand demand)
    {
        for (int i = 0; i < demand.Resources.Length; i++)
        {
            if (demand.Resources[i] < _units.Length)
            {
                _units[demand.Resources[i]] -= demand.Units[i];
            }
        }
    }

    internal Dictionary<string, double> ToDictionary()
    {
        var quantities = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int resource = 0; resource < _units.Length; resource++)
        {
            if (_units[resource] != 0)
            {
                quantities[ResourceNames.NameOf(resource)] = ResourceQuantity.ToDouble(_units[resource]);
            }
        }

        return quantities;
    }
}
