namespace RayNet.Cli.Views;

/// <summary>Why something has no place, as JSON shows it.</summary>
internal sealed record ExplanationView
{
    public required string Id { get; init; }

    /// <summary>actor or placement group.</summary>
    public required string Kind { get; init; }

    public required string State { get; init; }

    /// <summary>A member of PendingReason.</summary>
    public required string Reason { get; init; }

    public required string Message { get; init; }
}
