namespace RayNet.Cli.Views;

/// <summary>A submitted job, as JSON shows it.</summary>
internal sealed record SubmissionView
{
    public required string Id { get; init; }

    /// <summary>pending, running, stopped, succeeded or failed.</summary>
    public required string Status { get; init; }

    public required string Message { get; init; }

    /// <summary>Of its driver; 128 and the signal for one that was killed.</summary>
    public int? ExitCode { get; init; }

    public required string BuildId { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required DateTime SubmittedAt { get; init; }

    public DateTime? EndedAt { get; init; }
}
