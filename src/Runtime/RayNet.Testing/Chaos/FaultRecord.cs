using System.Globalization;

namespace RayNet.Testing;

/// <summary>A fault that happened.</summary>
/// <param name="Fault">As the schedule has it.</param>
/// <param name="Target">What it hit, or why it hit nothing.</param>
/// <param name="WasInjected">Whether there was a target.</param>
public sealed record FaultRecord(Fault Fault, string Target, bool WasInjected)
{
    /// <summary>The time from the fault until <see cref="ChaosOptions.Probe"/> was answered.</summary>
    public TimeSpan? Recovery { get; init; }

    /// <summary>The fault on one line.</summary>
    public override string ToString() =>
        $"{Fault}: {Target}{(Recovery is { } time ? string.Create(CultureInfo.InvariantCulture, $", answers again after {time.TotalSeconds:0.00} s") : string.Empty)}";
}
