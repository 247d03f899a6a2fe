namespace RayNet.Cli.Views;

/// <summary>A quota, as JSON shows it.</summary>
internal sealed record QuotaView
{
    public required string Name { get; init; }

    /// <summary>What its jobs may hold, by resource; what is not named is not limited.</summary>
    public required IReadOnlyDictionary<string, double> Limits { get; init; }

    /// <summary>What they hold.</summary>
    public required IReadOnlyDictionary<string, double> Used { get; init; }

    public required double Weight { get; init; }

    /// <summary>The highest priority of its jobs; without it, any.</summary>
    public int? MaxPriority { get; init; }

    /// <summary>Its jobs that run.</summary>
    public required int Jobs { get; init; }
}
