using System.Globalization;

namespace RayNet.Runtime.Resources;

/// <summary>What one run or actor holds: pairs of resource index and units, sorted, without zeros. Compared by value.</summary>
internal sealed class ResourceDemand : IEquatable<ResourceDemand>
{
    internal static readonly ResourceDemand Empty = new([]);

    private readonly (int Resource, long Units)[] _items;
    private readonly int _hash;

    private ResourceDemand((int Resource, long Units)[] items)
    {
        _items = items;
        var hash = new HashCode();
        foreach ((int resource, long units) in items)
        {
            hash.Add(resource);
            hash.Add(units);
        }

        _hash = hash.ToHashCode();
    }

    internal ReadOnlySpan<(int Resource, long Units)> Items => _items;

    internal bool IsEmpty => _items.Length == 0;

    /// <summary>Builds a demand from options.</summary>
    /// <exception cref="InvalidOptionException">A quantity or a name is not allowed.</exception>
    internal static ResourceDemand Create(double cpus, double gpus, long memory, IEnumerable<KeyValuePair<string, double>>? custom)
    {
        var items = new List<(int, long)>(4);
        Add(items, ResourceNames.Cpu, ResourceQuantity.Parse("NumCpus", cpus));
        Add(items, ResourceNames.Gpu, ResourceQuantity.Parse("NumGpus", gpus));
        Add(items, ResourceNames.Memory, ResourceQuantity.Parse("Memory", memory));
        if (custom is not null)
        {
            foreach ((string name, double quantity) in custom)
            {
                if (string.IsNullOrWhiteSpace(name) || ResourceNames.IsPredefined(name))
                {
                    throw new InvalidOptionException($"Resources contains '{name}'; CPU, GPU and memory have the options NumCpus, NumGpus and Memory, and a name must not be empty.");
                }

                Add(items, ResourceNames.IndexOf(name), ResourceQuantity.Parse($"Resources[\"{name}\"]", quantity));
            }
        }

        items.Sort();
        return items.Count == 0 ? Empty : new ResourceDemand([.. items]);
    }

    /// <summary>Only what is given back while a call waits: its CPU.</summary>
    internal ResourceDemand CpuPart()
    {
        foreach ((int resource, long units) in _items)
        {
            if (resource == ResourceNames.Cpu)
            {
                return _items.Length == 1 ? this : new ResourceDemand([(resource, units)]);
            }
        }

        return Empty;
    }

    internal long UnitsOf(int resource)
    {
        foreach ((int index, long units) in _items)
        {
            if (index == resource)
            {
                return units;
            }
        }

        return 0;
    }

    internal Dictionary<string, double> ToDictionary() =>
        _items.ToDictionary(static item => ResourceNames.NameOf(item.Resource), static item => ResourceQuantity.ToDouble(item.Units), StringComparer.Ordinal);

    public bool Equals(ResourceDemand? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ResourceDemand);

    public override int GetHashCode() => _hash;

    public override string ToString() => _items.Length == 0
        ? "no resources"
        : string.Join(", ", _items.Select(static item =>
            string.Create(CultureInfo.InvariantCulture, $"{ResourceQuantity.ToDouble(item.Units):0.####} {ResourceNames.NameOf(item.Resource)}")));

    private static void Add(List<(int Resource, long Units)> items, int resource, long units)
    {
        if (units > 0)
        {
            items.Add((resource, units));
        }
    }
}
