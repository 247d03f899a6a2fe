namespace RayNet.Testing;

/// <summary>How often one kind of operation was begun, and how it ended.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Submitted">How often it was begun.</param>
/// <param name="Succeeded">How often it gave the right value.</param>
/// <param name="UnderWay">How many have not ended.</param>
/// <param name="Failed">How often it failed, by the error that said so.</param>
public sealed record OperationCounts(string Operation, long Submitted, long Succeeded, long UnderWay, IReadOnlyDictionary<RayErrorCode, long> Failed)
{
    /// <summary>Whether what was begun is what ended and what is under way.</summary>
    public bool IsBalanced => Submitted == Succeeded + UnderWay + Failed.Values.Sum();
}
