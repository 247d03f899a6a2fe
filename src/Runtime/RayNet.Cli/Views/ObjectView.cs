namespace RayNet.Cli.Views;

/// <summary>An object in the store of a node, as JSON shows it.</summary>
internal sealed record ObjectView
{
    public required string Id { get; init; }

    public required string Node { get; init; }

    public required long Size { get; init; }

    public required string State { get; init; }

    /// <summary>The process that owns it, in hexadecimal digits.</summary>
    public required string Owner { get; init; }

    public required int Pins { get; init; }

    public required bool IsPrimary { get; init; }
}
