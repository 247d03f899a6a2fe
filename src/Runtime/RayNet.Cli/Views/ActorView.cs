namespace RayNet.Cli.Views;

/// <summary>An actor, as JSON shows it.</summary>
internal sealed record ActorView
{
    public required string Id { get; init; }

    public required string ClassName { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>pending, alive, restarting or dead.</summary>
    public required string State { get; init; }

    public required string Job { get; init; }

    public required string Node { get; init; }

    /// <summary>In hexadecimal digits; empty while it has none.</summary>
    public required string Process { get; init; }

    public required bool IsDetached { get; init; }

    public required int Restarts { get; init; }

    /// <summary>-1 without limit.</summary>
    public required int MaxRestarts { get; init; }

    public required IReadOnlyDictionary<string, double> Resources { get; init; }

    public required string Reason { get; init; }
}
