namespace RayNet.Cli.Views;

/// <summary>A worker process, as JSON shows it.</summary>
internal sealed record WorkerView
{
    public required string Node { get; init; }

    /// <summary>In hexadecimal digits.</summary>
    public required string Process { get; init; }

    public required int ProcessId { get; init; }

    public required string Job { get; init; }

    public required int Leases { get; init; }

    public required int Actors { get; init; }

    public required string State { get; init; }
}
