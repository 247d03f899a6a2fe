using Microsoft.CodeAnalysis;
using RayNet.Contracts;

namespace RayNet.Analyzers.Contracts;

/// <summary>The contract of a compilation: those of its files together.</summary>
internal sealed class Contract
{
    private readonly Compilation _compilation;
    private readonly Dictionary<ContractEntry, string?> _symbols = [];
    private readonly Dictionary<string, ContractEntry> _owners = new(StringComparer.Ordinal);

    internal Contract(Compilation compilation, IEnumerable<FileContract> files)
    {
        _compilation = compilation;
        foreach (FileContract file in files)
        {
            IsComplete &= file.IsComplete;
            foreach ((ContractEntry entry, string? symbolId) in file.Entries)
            {
                // Several files reach the same types.
                if (!_symbols.ContainsKey(entry))
                {
                    _symbols.Add(entry, symbolId);
                    _owners[entry.Owner] = entry;
                }
            }
        }
    }

    internal IReadOnlyCollection<ContractEntry> Entries => _symbols.Keys;

    internal bool IsComplete { get; } = true;

    /// <summary>The declaration to blame: of the entry, or of its owner when the entry is gone.</summary>
    internal ISymbol? Find(ContractEntry entry)
    {
        if (_symbols.TryGetValue(entry, out string? id))
        {
            return Find(id);
        }

        return _owners.TryGetValue(entry.Owner, out ContractEntry? other) && Find(_symbols[other]) is { } symbol
            ? other.Kind is ContractKind.Actor or ContractKind.Type or ContractKind.Enum or ContractKind.Case ? symbol : symbol.ContainingType ?? symbol
            : null;
    }

    private ISymbol? Find(string? id) => id is null ? null : DocumentationCommentId.GetFirstSymbolForDeclarationId(id, _compilation);
}
