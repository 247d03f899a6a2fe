namespace RayNet.Benchmarks.Paired;

/// <summary>The medians of one pair.</summary>
internal sealed record PairedResult(Pair Pair, double Nanoseconds, double Min, double Max, double BaselineNanoseconds, double Ratio, double Bytes)
{
    internal bool IsMet => Ratio <= Pair.Limit && Bytes <= Pair.MaxBytes;
}
