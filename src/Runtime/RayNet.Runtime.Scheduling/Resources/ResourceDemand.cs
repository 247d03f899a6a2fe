using System.Globalization;

namespace RayNet.Runtime.Resources;

/// <summary>
/// What one run or actor holds: resource indexes in ascending order and their units, without zeros. Compared by value. Two plain
/// arrays, because collections of a struct of our own would have to be compiled at start-up.
/// </summary>
internal sealed class ResourceDemand : IEquatable<ResourceDemand>
{
    internal static readonly ResourceDemand Empty = new([], []);

    private readonly int[] _resources;
    private readonly long[] _units;
    private int _hash;

    private ResourceDemand(int[] resources, long[] units)
    {
        _resources = resources;
        _units = units;
    }

    /// <summary>The indexes, see <see cref="ResourceNames"/>.</summary>
    internal ReadOnlySpan<int> Resources => _resources;

    /// <summary>The quantities, in units of <see cref="ResourceQuantity"/>.</summary>
    internal ReadOnlySpan<long> Units => _units;

    internal bool IsEmpty => _resources.Length == 0;

    /// <summary>Builds a demand from options.</summary>
    /// <exception cref="InvalidOptionException">A quantity or a name is not allowed.</exception>
    internal static ResourceDemand Create(double cpus, double gpus, long memory, IEnumerable<KeyValuePair<string, double>>? custom)
    {
        var resources = new List<int>();
        var units = new List<long>();
        Add(resources, units, ResourceNames.Cpu, ResourceQuantity.Parse("NumCpus", cpus));
        Add(resources, units, ResourceNames.Gpu, ResourceQuantity.Parse("NumGpus", gpus));
        Add(resources, units, ResourceNames.Memory, ResourceQuantity.Parse("Memory", memory));
        if (custom is not null)
        {
            foreach ((string name, double quantity) in custom)
            {
                if (string.IsNullOrWhiteSpace(name) || ResourceNames.IsPredefined(name))
                {
                    throw new InvalidOptionException($"Resources contains '{name}'; CPU, GPU and memory have the options NumCpus, NumGpus and Memory, and a name must not be empty.");
                }

                Add(resources, units, ResourceNames.IndexOf(name), ResourceQuantity.Parse($"Resources[\"{name}\"]", quantity));
            }
        }

        return resources.Count == 0 ? Empty : new ResourceDemand([.. resources], [.. units]);
    }

    /// <summary>What a call or actor asks for.</summary>
    /// <exception cref="InvalidOptionException">A quantity or a name is not allowed.</exception>
    internal static ResourceDemand Request(double cpus, double gpus, long memory, IEnumerable<KeyValuePair<string, double>>? custom) => gpus <= 1 || gpus == Math.Floor(gpus)
        ? Create(cpus, gpus, memory, custom)
        : throw new InvalidOptionException($"NumGpus is {gpus.ToString(CultureInfo.InvariantCulture)}; ask for a part of one GPU (up to 1) or for whole ones.");

    /// <summary>All of the demands together.</summary>
    internal static ResourceDemand Sum(IEnumerable<ResourceDemand> demands)
    {
        var sum = new SortedDictionary<int, long>();
        foreach (ResourceDemand demand in demands)
        {
            for (int i = 0; i < demand._resources.Length; i++)
            {
                sum[demand._resources[i]] = sum.GetValueOrDefault(demand._resources[i]) + demand._units[i];
            }
        }

        return sum.Count == 0 ? Empty : new ResourceDemand([.. sum.Keys], [.. sum.Values]);
    }

    /// <summary>A demand from quantities by name.</summary>
    /// <exception cref="InvalidOptionException">A name or quantity is not allowed.</exception>
    internal static ResourceDemand FromQuantities(IReadOnlyDictionary<string, double> quantities) => Create(
        quantities.GetValueOrDefault("CPU"),
        quantities.GetValueOrDefault("GPU"),
        (long)quantities.GetValueOrDefault("memory"),
        quantities.Where(static item => !ResourceNames.IsPredefined(item.Key)));

    /// <summary>A demand from units by name, as another process sent it.</summary>
    /// <exception cref="InvalidOptionException">A name or quantity is not allowed.</exception>
    internal static ResourceDemand FromUnits(IReadOnlyDictionary<string, long> quantities)
    {
        var resources = new List<int>(quantities.Count);
        var units = new List<long>(quantities.Count);
        foreach ((string name, long quantity) in quantities)
        {
            if (string.IsNullOrWhiteSpace(name) || quantity < 0)
            {
                throw new InvalidOptionException($"A demand names {quantity} units of '{name}'.");
            }

            Add(resources, units, ResourceNames.IndexOf(name), quantity);
        }

        return resources.Count == 0 ? Empty : new ResourceDemand([.. resources], [.. units]);
    }

    /// <summary>Only what is given back while a call waits: its CPU.</summary>
    internal ResourceDemand CpuPart() => UnitsOf(ResourceNames.Cpu) is var units and > 0
        ? _resources.Length == 1 ? this : new ResourceDemand([ResourceNames.Cpu], [units])
        : Empty;

    internal long UnitsOf(int resource)
    {
        int index = Array.IndexOf(_resources, resource);
        return index < 0 ? 0 : _units[index];
    }

    /// <summary>Units by name: the indexes are a process's own and do not travel.</summary>
    internal Dictionary<string, long> ToUnits()
    {
        var units = new Dictionary<string, long>(_resources.Length, StringComparer.Ordinal);
        for (int i = 0; i < _resources.Length; i++)
        {
            units[ResourceNames.NameOf(_resources[i])] = _units[i];
        }

        return units;
    }

    internal Dictionary<string, double> ToDictionary()
    {
        var quantities = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < _resources.Length; i++)
        {
            quantities[ResourceNames.NameOf(_resources[i])] = ResourceQuantity.ToDouble(_units[i]);
        }

        return quantities;
    }

    public bool Equals(ResourceDemand? other) =>
        other is not null && _resources.AsSpan().SequenceEqual(other._resources) && _units.AsSpan().SequenceEqual(other._units);

    public override bool Equals(object? obj) => Equals(obj as ResourceDemand);

    public override int GetHashCode()
    {
        if (_hash != 0)
        {
            return _hash;
        }

        int hash = _resources.Length;
        for (int i = 0; i < _resources.Length; i++)
        {
            hash = HashCode.Combine(hash, _resources[i], _units[i]);
        }

        // Two threads that come at once compute the same.
        return _hash = hash == 0 ? 1 : hash;
    }

    public override string ToString() => IsEmpty
        ? "no resources"
        : string.Join(", ", ToDictionary().Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Value:0.####} {item.Key}")));

    private static void Add(List<int> resources, List<long> units, int resource, long quantity)
    {
        if (quantity == 0)
        {
            return;
        }

        int index = resources.BinarySearch(resource);
        if (index >= 0)
        {
            units[index] = quantity;
            return;
        }

        resources.Insert(~index, resource);
        units.Insert(~index, quantity);
    }
}
