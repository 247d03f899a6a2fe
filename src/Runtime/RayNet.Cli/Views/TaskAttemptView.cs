namespace RayNet.Cli.Views;

/// <summary>An attempt of a task of which one has failed, as JSON shows it.</summary>
internal sealed record TaskAttemptView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Job { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary><c>running</c>, <c>finished</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Where it ran.</summary>
    public required string Node { get; init; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public required string Error { get; init; }
}
