namespace RayNet.Cli.Views;

/// <summary>What <c>raynet contracts diff</c> found.</summary>
internal sealed record ContractsView
{
    /// <summary>The file, or the revision and the file.</summary>
    public required string Old { get; init; }

    public required string New { get; init; }

    /// <summary>Whether builds with the one and the other work together.</summary>
    public required bool IsCompatible { get; init; }

    public required IReadOnlyList<ContractChangeView> Changes { get; init; }
}
