using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Incremental;

/// <summary>What compilations with the same declarations share: the models of syntax nodes.</summary>
internal sealed class DeclarationSpace<T>
    where T : class
{
    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly WeakReference<MetadataReference>[] _references;
    private readonly string[] _fingerprints;
    private readonly ConditionalWeakTable<SyntaxNode, Box<T>> _models = new();

    internal DeclarationSpace(Compilation compilation, string[] fingerprints)
    {
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;

        // A reference to another project of an editor holds that project's compilation.
        _references = [.. compilation.ExternalReferences.Select(static reference => new WeakReference<MetadataReference>(reference))];
        _fingerprints = fingerprints;
    }

    /// <summary>Whether every symbol of a compilation is as it was here.</summary>
    internal bool Matches(Compilation compilation, string[] fingerprints) =>
        _assemblyName == compilation.AssemblyName
        && _options.Equals(compilation.Options)
        && SameReferences(compilation.ExternalReferences)
        && _fingerprints.AsSpan().SequenceEqual(fingerprints);

    internal bool TryGet(SyntaxNode node, out T? model)
    {
        bool isKnown = _models.TryGetValue(node, out Box<T>? box);
        model = isKnown ? box.Model : null;
        return isKnown;
    }

    internal T? Add(SyntaxNode node, T? model) => _models.GetValue(node, _ => new Box<T>(model)).Model;

    private bool SameReferences(ImmutableArray<MetadataReference> references)
    {
        if (references.Length != _references.Length)
        {
            return false;
        }

        for (int i = 0; i < references.Length; i++)
        {
            if (!_references[i].TryGetTarget(out MetadataReference? reference) || !ReferenceEquals(reference, references[i]))
            {
                return false;
            }
        }

        return true;
    }
}
