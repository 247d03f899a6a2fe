using System.Globalization;
using System.Text;

namespace RayNet.Testing;

/// <summary>What a <see cref="ChaosMonkey"/> did, and what came of it.</summary>
/// <param name="Seed">The seed of the schedule.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Faults">The faults, in the order of the schedule.</param>
/// <param name="Violations">Promises that were broken, in words: recoveries that took too long, nodes that did not end when they should.</param>
public sealed record ChaosReport(int Seed, TimeSpan Elapsed, IReadOnlyList<FaultRecord> Faults, IReadOnlyList<string> Violations)
{
    /// <summary>How often a kind of fault hit something.</summary>
    /// <param name="kind">The kind.</param>
    public int Count(FaultKind kind) => Faults.Count(record => record.WasInjected && record.Fault.Kind == kind);

    /// <summary>The recoveries after a kind of fault, the shortest first.</summary>
    /// <param name="kind">The kind.</param>
    public IReadOnlyList<TimeSpan> RecoveriesOf(FaultKind kind) =>
        [.. Faults.Where(record => record.WasInjected && record.Fault.Kind == kind && record.Recovery is not null).Select(static record => record.Recovery!.Value).Order()];

    /// <summary>The seed, a line for each kind with its count and its recoveries (median and longest), and the violations.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"chaos of seed {Seed}: {Faults.Count(static record => record.WasInjected)} faults in {Elapsed.TotalSeconds:0} s");
        foreach (FaultKind kind in Faults.Select(static record => record.Fault.Kind).Distinct().Order())
        {
            IReadOnlyList<TimeSpan> times = RecoveriesOf(kind);
            string recoveries = times.Count == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", recovery p50 {times[times.Count / 2].TotalSeconds:0.00} s, max {times[^1].TotalSeconds:0.00} s of {times.Count}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {kind,-12} {Count(kind),4}{recoveries}");
        }

        foreach (string violation in Violations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  VIOLATION: {violation}");
        }

        return text.ToString();
    }
}
