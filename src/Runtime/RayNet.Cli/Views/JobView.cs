namespace RayNet.Cli.Views;

/// <summary>A job, as JSON shows it.</summary>
internal sealed record JobView
{
    public required string Id { get; init; }

    /// <summary>pending, running, stopped, succeeded or failed.</summary>
    public required string Status { get; init; }

    public required string Message { get; init; }

    public required string EntryPoint { get; init; }

    public required string Namespace { get; init; }

    public required string SubmissionId { get; init; }

    public required string BuildId { get; init; }

    public required string DriverNode { get; init; }

    public required int ProcessId { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }
}
