using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RayNet.Contracts;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Contracts;

/// <summary>The changes of a compilation's contract, by the declarations where they are reported.</summary>
internal sealed class ContractReport
{
    private readonly Dictionary<INamedTypeSymbol, List<Diagnostic>> _byType = new(SymbolEqualityComparer.Default);
    private readonly List<Diagnostic> _rest = [];
    private readonly string _path;
    private readonly SourceText _text;

    private ContractReport(string path, SourceText text)
    {
        _path = path;
        _text = text;
    }

    internal static ContractReport Create(Compilation compilation, KnownSymbols known, AdditionalText file, CancellationToken cancellationToken)
    {
        SourceText text = file.GetText(cancellationToken) ?? SourceText.From(string.Empty);
        var report = new ContractReport(file.Path, text);
        ContractFile recorded = ContractMemory.Parse(text);
        foreach ((int line, string content) in recorded.Unreadable)
        {
            report._rest.Add(Diagnostic.Create(
                ContractDescriptors.UselessLine,
                report.At(line),
                Properties([content], []),
                $"'{content}' is no entry, or stands there twice"));
        }

        Contract contract = ContractMemory.Read(compilation, known, cancellationToken);
        if (contract.IsComplete)
        {
            foreach (ContractChange change in ContractComparison.Compare(recorded.Entries, contract.Entries))
            {
                report.Add(change, recorded, contract.Find(change.Subject) ?? compilation.GetTypeByMetadataName(change.Subject.Owner));
            }
        }

        return report;
    }

    /// <summary>What changed in a type or is declared in it.</summary>
    internal void ReportAt(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        if (_byType.TryGetValue(type, out List<Diagnostic>? found))
        {
            found.ForEach(report);
        }
    }

    /// <summary>What has no declaration any more: it is reported at its line of the file.</summary>
    internal void ReportRest(Action<Diagnostic> report) => _rest.ForEach(report);

    private void Add(ContractChange change, ContractFile recorded, ISymbol? declaration)
    {
        ISymbol? symbol = change.Kind == ContractChangeKind.Obsolete ? null : declaration;
        Location? location = symbol?.Locations.FirstOrDefault(static candidate => candidate.IsInSource);
        bool hasLine = recorded.Lines.TryGetValue((change.Removed.Count > 0 ? change.Removed[0] : change.Subject).Text, out int line);
        var diagnostic = Diagnostic.Create(
            ContractDescriptors.Of(change.Kind),
            location ?? At(hasLine ? line : 0),
            Properties(change.Removed.Select(static entry => entry.Text), change.Added.Select(static entry => entry.Text)),
            change.Message);
        if (location is not null && (symbol as INamedTypeSymbol ?? symbol!.ContainingType)?.OriginalDefinition is { } host)
        {
            if (!_byType.TryGetValue(host, out List<Diagnostic>? found))
            {
                _byType.Add(host, found = []);
            }

            found.Add(diagnostic);
        }
        else
        {
            _rest.Add(diagnostic);
        }
    }

    private static ImmutableDictionary<string, string?> Properties(IEnumerable<string> removed, IEnumerable<string> added) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(FixProperties.Removed, string.Join("\n", removed))
            .Add(FixProperties.Added, string.Join("\n", added));

    private Location At(int line)
    {
        TextSpan span = line < _text.Lines.Count ? _text.Lines[line].Span : default;
        return Location.Create(_path, span, _text.Lines.GetLinePositionSpan(span));
    }
}
