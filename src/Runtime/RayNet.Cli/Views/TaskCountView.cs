namespace RayNet.Cli.Views;

/// <summary>How many tasks of one name are so far, as JSON shows it.</summary>
internal sealed record TaskCountView
{
    /// <summary>Empty for names beyond the first 10,000.</summary>
    public required string Name { get; init; }

    /// <summary>waitingForArgument, waitingForRetry, queued or running.</summary>
    public required string Status { get; init; }

    public required long Count { get; init; }
}
