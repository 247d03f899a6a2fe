using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The GPUs of a node and what is free of each. Not synchronized; its owner locks.</summary>
internal sealed class GpuAccount
{
    private readonly string[] _ids;
    private readonly long[] _free;

    /// <param name="ids">The GPUs as CUDA names them; where there are fewer than units, the others are numbered.</param>
    /// <param name="units">All of them, in units: a node may be given a part of one.</param>
    internal GpuAccount(IReadOnlyList<string> ids, long units)
    {
        int count = (int)((units + ResourceQuantity.UnitsPerOne - 1) / ResourceQuantity.UnitsPerOne);
        _ids = Name(ids, count);
        _free = new long[count];
        for (int i = 0; i < count; i++)
        {
            _free[i] = Math.Min(ResourceQuantity.UnitsPerOne, units - (i * ResourceQuantity.UnitsPerOne));
        }
    }

    internal IReadOnlyList<string> Ids => _ids;

    /// <summary>The GPUs that a request would get, none for one that asks for none, or <see langword="null"/> where they are in use.</summary>
    internal string[]? Choose(long units) =>
        units == 0 ? [] : GpuChoice.Choose(_free, units) is { } chosen ? Array.ConvertAll(chosen, index => _ids[index]) : null;

    internal void Acquire(IReadOnlyList<string> gpus, long units) => Change(gpus, -units);

    internal void Release(IReadOnlyList<string> gpus, long units) => Change(gpus, units);

    private static string[] Name(IReadOnlyList<string> ids, int count)
    {
        var names = new List<string>(ids.Take(count));
        for (int number = 0; names.Count < count; number++)
        {
            string name = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private void Change(IReadOnlyList<string> gpus, long units)
    {
        foreach (string gpu in gpus)
        {
            _free[Array.IndexOf(_ids, gpu)] += units / gpus.Count;
        }
    }
}
