using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RayNet.Contracts;
using RayNet.Roslyn;
using RayNet.Roslyn.Incremental;

namespace RayNet.Analyzers.Contracts;

/// <summary>Keeps what was read, so that a keystroke costs the reading of the files that it can have changed.</summary>
internal static class ContractMemory
{
    private static readonly ConditionalWeakTable<object, FileContract> Files = new();
    private static readonly ConditionalWeakTable<SourceText, ContractFile> Recorded = new();

    /// <summary>The contract of a compilation.</summary>
    internal static Contract Read(Compilation compilation, KnownSymbols known, CancellationToken cancellationToken)
    {
        var map = DeclarationMap.Of(compilation, cancellationToken);
        return new Contract(compilation, map.Files.Select(Read).ToList());

        FileContract Read(SyntaxTree file)
        {
            object version = map.VersionOf(file);
            return Files.TryGetValue(version, out FileContract? read) ? read : Files.GetValue(version, _ => ContractReader.Read(file, compilation, known, cancellationToken));
        }
    }

    internal static ContractFile Parse(SourceText text) => Recorded.GetValue(text, static key => ContractFile.Parse(key.ToString()));
}
