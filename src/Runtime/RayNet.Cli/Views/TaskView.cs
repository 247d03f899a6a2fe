namespace RayNet.Cli.Views;

/// <summary>A task that has not ended, as JSON shows it.</summary>
internal sealed record TaskView
{
    public required string Name { get; init; }

    /// <summary>waitingForArgument, waitingForRetry, queued or running.</summary>
    public required string Status { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where it runs; empty while it does not.</summary>
    public required string Node { get; init; }

    public required string Job { get; init; }

    /// <summary>The process that submitted it, in hexadecimal digits.</summary>
    public required string Owner { get; init; }

    /// <summary>That process's node.</summary>
    public required string OwnerNode { get; init; }
}
