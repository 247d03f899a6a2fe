namespace RayNet.Cli.Views;

/// <summary>A difference between two contracts.</summary>
internal sealed record ContractChangeView
{
    /// <summary>breaksCalls, breaksValues, addition or obsolete.</summary>
    public required string Effect { get; init; }

    public required string Message { get; init; }

    /// <summary>Lines of the old file.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Lines of the new file.</summary>
    public required IReadOnlyList<string> Added { get; init; }
}
