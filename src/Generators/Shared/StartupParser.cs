using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn;

/// <summary>Reads a [RayStartup] class.</summary>
internal static class StartupParser
{
    /// <summary>The model, or <see langword="null"/> when something is wrong.</summary>
    internal static StartupModel? Parse(INamedTypeSymbol type, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
