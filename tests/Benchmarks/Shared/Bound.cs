namespace RayNet.Benchmarks;

/// <summary>What a value has to be to meet its target; none is no target.</summary>
internal readonly record struct Bound(double? AtMost, double? AtLeast)
{
    internal bool IsMetBy(double value) => !(value > AtMost) && !(value < AtLeast);

    internal static Bound Most(double limit) => new(limit, null);

    internal static Bound Least(double limit) => new(null, limit);
}
