namespace RayNet.Cli.Views;

/// <summary>One of several heads.</summary>
internal sealed record HeadView
{
    /// <summary>Where it listens.</summary>
    public required string Address { get; init; }

    /// <summary><c>leader</c>, <c>standby</c> or <c>unreachable</c>.</summary>
    public required string State { get; init; }
}
