using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Incremental;

/// <summary>What the declarations of all files depend on.</summary>
internal sealed class DeclarationSurroundings
{
    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly WeakReference<MetadataReference>[] _references;
    private readonly ImmutableArray<SyntaxTree> _files;
    private HashSet<string>? _shared;

    internal DeclarationSurroundings(Compilation compilation, ImmutableArray<SyntaxTree> files)
    {
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;

        // A reference to another project of an editor holds that project's compilation.
        _references = [.. compilation.ExternalReferences.Select(static reference => new WeakReference<MetadataReference>(reference))];
        _files = files;
    }

    /// <summary>What the files tell all others, read when it is first compared.</summary>
    private HashSet<string> Shared
    {
        get
        {
            if (_shared is { } known)
            {
                return known;
            }

            var shared = new HashSet<string>(StringComparer.Ordinal);
            foreach (SyntaxTree file in _files)
            {
                shared.UnionWith(FileDeclarations.Of(file, CancellationToken.None).Surroundings);
            }

            return _shared = shared;
        }
    }

    internal bool Equals(DeclarationSurroundings other, bool isOfSameFiles) =>
        _assemblyName == other._assemblyName
        && _options.Equals(other._options)
        && SameReferences(other._references)
        && (isOfSameFiles || Shared.SetEquals(other.Shared));

    private bool SameReferences(WeakReference<MetadataReference>[] others)
    {
        if (others.Length != _references.Length)
        {
            return false;
        }

        for (int i = 0; i < others.Length; i++)
        {
            if (!_references[i].TryGetTarget(out MetadataReference? mine) || !others[i].TryGetTarget(out MetadataReference? other) || !ReferenceEquals(mine, other))
            {
                return false;
            }
        }

        return true;
    }
}
