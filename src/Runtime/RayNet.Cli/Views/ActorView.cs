namespace RayNet.Cli.Views;

/// <summary>An actor, as JSON shows it.</summary>
internal sealed record ActorView
{
    public required string Id { get; init; }

    public required string ClassName { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>pending, alive, restarting, terminating or dead.</summary>
    public required string State { get; init; }

    public required string Job { get; init; }

    public required string Node { get; init; }

    /// <summary>In hexadecimal digits; empty while it has none.</summary>
    public required string Process { get; init; }

    /// <summary>The process that made it, in hexadecimal digits; empty for a detached one.</summary>
    public required string Owner { get; init; }

    public required bool IsDetached { get; init; }

    /// <summary>Calls of its owner that have not ended.</summary>
    public required int PendingCalls { get; init; }

    public required int Restarts { get; init; }

    /// <summary>-1 without limit.</summary>
    public required int MaxRestarts { get; init; }

    public required IReadOnlyDictionary<string, double> Resources { get; init; }

    public required string Reason { get; init; }
}
