namespace RayNet.Cli.Views;

/// <summary>A node that did not answer.</summary>
internal sealed record NodeErrorView
{
    public required string Node { get; init; }

    public required string Message { get; init; }
}
