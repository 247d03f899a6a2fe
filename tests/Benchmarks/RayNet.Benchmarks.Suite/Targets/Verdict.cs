using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Targets;

/// <summary>A target and what was measured.</summary>
/// <param name="Target">The target.</param>
/// <param name="Own">Who is judged.</param>
/// <param name="Other">The best of those beside it.</param>
/// <param name="Ratio">The ratio, or the value itself where there is no other.</param>
internal sealed record Verdict(Target Target, Measurement Own, Measurement? Other, double Ratio)
{
    internal bool IsMet => Target.IsAtMost ? Ratio <= Target.Factor : Ratio >= Target.Factor;
}
