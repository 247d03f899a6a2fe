using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Incremental;

/// <summary>What the declarations of all files depend on.</summary>
internal sealed class DeclarationSurroundings
{
    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly WeakReference<MetadataReference>[] _references;
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    internal DeclarationSurroundings(Compilation compilation, FileDeclarations[] files)
    {
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;

        // A reference to another project of an editor holds that project's compilation.
        _references = [.. compilation.ExternalReferences.Select(static reference => new WeakReference<MetadataReference>(reference))];
        foreach (FileDeclarations file in files)
        {
            _shared.UnionWith(file.Surroundings);
        }
    }

    internal bool Equals(DeclarationSurroundings other) =>
        _assemblyName == other._assemblyName
        && _options.Equals(other._options)
        && SameReferences(other._references)
        && _shared.SetEquals(other._shared);

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
