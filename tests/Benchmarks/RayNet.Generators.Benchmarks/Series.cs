namespace RayNet.Generators.Benchmarks;

/// <summary>A step in projects of growing size.</summary>
internal sealed record Series(string Name, IReadOnlyList<Measurement> Points)
{
    /// <summary>The exponent of the growth between the two largest projects: 1 is linear.</summary>
    internal double Exponent
    {
        get
        {
            Measurement small = Points[^2];
            Measurement large = Points[^1];
            return Math.Log(large.Milliseconds / small.Milliseconds) / Math.Log((double)large.Methods / small.Methods);
        }
    }
}
