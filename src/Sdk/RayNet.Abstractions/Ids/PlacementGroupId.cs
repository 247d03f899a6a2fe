namespace RayNet;

/// <summary>Identifies one placement group in a cluster.</summary>
/// <param name="Origin">The process that made the id.</param>
/// <param name="Sequence">A number that the process has not used before.</param>
public readonly record struct PlacementGroupId(ulong Origin, ulong Sequence)
{
    /// <summary>Sixteen hexadecimal digits of the origin, a dash, and the sequence number.</summary>
    public override string ToString() => $"{Origin:x16}-{Sequence}";
}
