using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn;

/// <summary>Reads a [Remote] method.</summary>
internal static class RemoteMethodParser
{
    /// <summary>The model, or <see langword="null"/> when something is wrong.</summary>
    internal static RemoteMethodModel? Parse(IMethodSymbol method, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
