namespace RayNet.Benchmarks.Paired;

/// <summary>What one pair gave: a time and a ratio for each round.</summary>
internal sealed record PairedResult(Pair Pair, double[] Nanoseconds, double[] Ratios, double Bytes)
{
    internal bool IsMet => Ratios.Order().ElementAt(Ratios.Length / 2) <= Pair.Limit && Bytes <= Pair.MaxBytes;
}
