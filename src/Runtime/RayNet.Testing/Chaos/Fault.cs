using System.Globalization;

namespace RayNet.Testing;

/// <summary>One fault of a <see cref="ChaosSchedule"/>.</summary>
/// <param name="At">When, from the beginning of the run.</param>
/// <param name="Kind">What is broken.</param>
/// <param name="Choice">Chooses the target among those that there are then, by the remainder of a division.</param>
/// <param name="Duration">How long it stays broken, where it does not stay so for good.</param>
public readonly record struct Fault(TimeSpan At, FaultKind Kind, uint Choice, TimeSpan Duration)
{
    /// <summary>The fault on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds,6:0.0} s  {Kind} {Choice} for {Duration.TotalSeconds:0.0} s");
}
