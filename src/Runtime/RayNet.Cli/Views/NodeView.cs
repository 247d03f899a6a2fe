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

    /// <summary>In use on the machine or in the container around it; 0 where nobody looks.</summary>
    public required long MemoryUsed { get; init; }

    public required long MemoryTotal { get; init; }

    /// <summary>Workers that were stopped because memory was short.</summary>
    public required long MemoryKills { get; init; }

    /// <summary>How long nothing has run or waited on it.</summary>
    public required double IdleSeconds { get; init; }

    public required int ProcessId { get; init; }

    public required string Version { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public required string Reason { get; init; }
}
