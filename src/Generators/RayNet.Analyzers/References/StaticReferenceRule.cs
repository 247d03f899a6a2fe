using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Analyzers.Patterns;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.References;

/// <summary>RN2013: a class with remote code keeps a reference or handle in a static member. Classes of the program alone may: they live in one process.</summary>
internal static class StaticReferenceRule
{
    internal static void Analyze(SymbolAnalysisContext context, RaySymbols symbols)
    {
        ISymbol member = context.Symbol;
        if (member is { IsStatic: true, IsImplicitlyDeclared: false, ContainingType: { } type }
            && Kept(Stored(member), symbols) is { } what
            && HasRemoteCode(type, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.StaticReference, member.FirstLocation(), type.Name + "." + member.Name, what));
        }
    }

    private static ITypeSymbol? Stored(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property when property.ContainingType.GetMembers().Any(other =>
            other is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property)) => property.Type,
        _ => null,
    };

    private static string? Kept(ITypeSymbol? type, RaySymbols symbols) => type switch
    {
        null => null,
        _ when symbols.IsReference(type) => "a reference",
        _ when symbols.IsStream(type) => "a stream",
        _ when symbols.IsHandle(type) => "a handle",
        IArrayTypeSymbol array => Kept(array.ElementType, symbols),
        INamedTypeSymbol { Arity: > 0 } named when named.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true =>
            named.TypeArguments.Select(argument => Kept(argument, symbols)).FirstOrDefault(static kept => kept is not null),
        _ => null,
    };

    private static bool HasRemoteCode(INamedTypeSymbol type, RaySymbols symbols) => symbols.IsActorClass(type)
        || type.GetMembers().Any(member => member is IMethodSymbol method && method.HasAttribute(symbols.Known.RemoteAttribute));
}
