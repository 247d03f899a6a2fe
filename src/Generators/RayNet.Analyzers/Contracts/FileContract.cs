using Microsoft.CodeAnalysis;
using RayNet.Contracts;

namespace RayNet.Analyzers.Contracts;

/// <summary>What the remote declarations of one file promise to other builds. It holds no symbols, so that it can be kept from one compilation to the next.</summary>
internal sealed class FileContract
{
    private readonly List<(ContractEntry Entry, string? SymbolId)> _entries = [];

    /// <summary>The entries with the documentation ids of their declarations, by which later compilations find them.</summary>
    internal IReadOnlyList<(ContractEntry Entry, string? SymbolId)> Entries => _entries;

    /// <summary>Whether all remote declarations of the file are valid: what is half written is not compared.</summary>
    internal bool IsComplete { get; set; } = true;

    internal void Add(ContractEntry entry, ISymbol symbol) => _entries.Add((entry, DocumentationCommentId.CreateDeclarationId(symbol.OriginalDefinition)));
}
