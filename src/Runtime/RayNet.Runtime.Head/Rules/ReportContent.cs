using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Rules;

/// <summary>Whether a report says anything that others decide by.</summary>
internal static class ReportContent
{
    internal static bool IsSame(NodeReport one, NodeReport other) =>
        one.Workers == other.Workers
        && one.StoreUsed == other.StoreUsed
        && one.MemoryKills == other.MemoryKills
        && IsSame(one.Available, other.Available)
        && one.Pending.Length == other.Pending.Length
        && one.Pending.Zip(other.Pending).All(static pair => pair.First.Count == pair.Second.Count && IsSame(pair.First.Resources, pair.Second.Resources));

    private static bool IsSame(Dictionary<string, double> one, Dictionary<string, double> other) =>
        ReferenceEquals(one, other)
        || (one.Count == other.Count && one.All(item => other.TryGetValue(item.Key, out double quantity) && quantity.Equals(item.Value)));
}
