using Microsoft.CodeAnalysis;
using RayNet.Contracts;

namespace RayNet.Analyzers.Contracts;

/// <summary>The contract of a compilation, with the declaration behind each entry.</summary>
internal sealed class Contract
{
    private readonly List<ContractEntry> _entries = [];
    private readonly Dictionary<ContractEntry, ISymbol> _symbols = [];
    private readonly Dictionary<string, ISymbol> _owners = new(StringComparer.Ordinal);

    internal IReadOnlyList<ContractEntry> Entries => _entries;

    /// <summary>Whether all remote declarations are valid: what is half written is not compared.</summary>
    internal bool IsComplete { get; set; } = true;

    internal void Add(ContractEntry entry, ISymbol symbol)
    {
        if (_symbols.ContainsKey(entry))
        {
            return;
        }

        _entries.Add(entry);
        _symbols.Add(entry, symbol);
        _owners[entry.Owner] = entry.Kind is ContractKind.Actor or ContractKind.Type or ContractKind.Enum ? symbol : symbol.ContainingType ?? symbol;
    }

    /// <summary>The declaration to blame: of the entry, or of its owner when the entry is gone.</summary>
    internal ISymbol? Find(ContractEntry entry) =>
        _symbols.TryGetValue(entry, out ISymbol? symbol) ? symbol : _owners.TryGetValue(entry.Owner, out symbol) ? symbol : null;
}
