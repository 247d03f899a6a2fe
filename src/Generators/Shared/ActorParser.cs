using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn;

/// <summary>Reads an [Actor] class.</summary>
internal static class ActorParser
{
    /// <summary>The model, or <see langword="null"/> when the class cannot be an actor. Methods that are wrong are left out.</summary>
    internal static ActorModel? Parse(INamedTypeSymbol type, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }
}
