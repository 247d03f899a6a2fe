using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Targets;

/// <summary>What a metric has to be beside others in the same run.</summary>
/// <param name="Peer">Who is judged.</param>
/// <param name="Metric">By which metric.</param>
/// <param name="IsAtMost">Whether less is better.</param>
/// <param name="Factor">The largest or smallest ratio that meets the target.</param>
/// <param name="Others">The peers beside it, of which the best one counts; none: the value itself is judged.</param>
internal sealed record Target(string Peer, string Metric, bool IsAtMost, double Factor, params string[] Others)
{
    /// <summary>Judges, or returns nothing where something was not measured.</summary>
    internal Verdict? Judge(ResultSet results)
    {
        if (results.Find(Peer, Metric) is not { } own)
        {
            return null;
        }

        if (Others.Length == 0)
        {
            return new Verdict(this, own, null, own.Value);
        }

        Measurement[] others = [.. Others.Select(other => results.Find(other, Metric)).OfType<Measurement>()];
        if (others.Length == 0)
        {
            return null;
        }

        Measurement best = IsAtMost ? others.MinBy(static other => other.Value)! : others.MaxBy(static other => other.Value)!;
        return new Verdict(this, own, best, own.Value / best.Value);
    }
}
