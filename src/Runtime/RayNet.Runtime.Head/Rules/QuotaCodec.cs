using System.Globalization;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Head.Rules;

/// <summary>Quotas as users write them, and as the head keeps them.</summary>
internal static class QuotaCodec
{
    /// <exception cref="InvalidOptionException">A quantity is negative or finer than 0.0001, or a name is reserved.</exception>
    internal static QuotaRecord Write(Quota quota)
    {
        var limits = new Dictionary<string, long>(StringComparer.Ordinal);
        Add(limits, "CPU", nameof(quota.NumCpus), quota.NumCpus);
        Add(limits, "GPU", nameof(quota.NumGpus), quota.NumGpus);
        Add(limits, "memory", nameof(quota.Memory), quota.Memory);
        foreach ((string name, double quantity) in quota.Resources)
        {
            if (ResourceNames.IsPredefined(name))
            {
                throw new InvalidOptionException($"Resources of a quota contains '{name}'; CPU, GPU and memory have the options NumCpus, NumGpus and Memory.");
            }

            Add(limits, name, $"Resources[\"{name}\"]", quantity);
        }

        return new QuotaRecord(quota.Name, limits) { Weight = quota.Weight, MaxPriority = quota.MaxPriority ?? int.MaxValue };
    }

    internal static QuotaUsage Read(QuotaState state)
    {
        Dictionary<string, double> limits = ToQuantities(state.Quota.Limits);
        var quota = new Quota
        {
            Name = state.Quota.Name,
            NumCpus = limits.TryGetValue("CPU", out double cpus) ? cpus : null,
            NumGpus = limits.TryGetValue("GPU", out double gpus) ? gpus : null,
            Memory = limits.TryGetValue("memory", out double memory) ? (long)memory : null,
            Resources = limits.Where(static item => !ResourceNames.IsPredefined(item.Key)).ToDictionary(StringComparer.Ordinal),
            Weight = state.Quota.Weight,
            MaxPriority = state.Quota.MaxPriority == int.MaxValue ? null : state.Quota.MaxPriority,
        };
        return new QuotaUsage(quota, ToQuantities(state.Used), state.Jobs);
    }

    /// <summary>What is used of what is limited, in words: <c>8 of 8 CPU in use</c>.</summary>
    internal static string Describe(QuotaState state) => string.Join(", ", state.Quota.Limits.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(item => string.Create(
        CultureInfo.InvariantCulture,
        $"{ResourceQuantity.ToDouble(state.Used.GetValueOrDefault(item.Key)):0.####} of {ResourceQuantity.ToDouble(item.Value):0.####} {item.Key} in use")));

    internal static Dictionary<string, double> ToQuantities(Dictionary<string, long> units) => units.ToDictionary(static item => item.Key, static item => ResourceQuantity.ToDouble(item.Value), StringComparer.Ordinal);

    private static void Add(Dictionary<string, long> limits, string name, string option, double? quantity)
    {
        if (quantity is { } given)
        {
            limits[name] = ResourceQuantity.Parse(option, given);
        }
    }
}
