namespace RayNet.Cli.Views;

/// <summary>A node, as JSON shows it.</summary>
internal sealed record NodeView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>alive, draining, unreachable or dead.</summary>
    public required string State { get; init; }

    public required bool IsHead { get; init; }

    public required IReadOnlyDictionary<string, double> Total { get; init; }

    public required IReadOnlyDictionary<string, double> Available { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required int Workers { get; init; }

    public required long StoreUsed { get; init; }

    public required long StoreCapacity { get; init; }

    public required int ProcessId { get; init; }

    public required string Version { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public required string Reason { get; init; }
}
