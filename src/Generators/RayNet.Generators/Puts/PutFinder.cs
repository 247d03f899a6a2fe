using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Puts;

/// <summary>Finds the types that the program puts, since they need traits although no signature names them.</summary>
internal static class PutFinder
{
    internal static DeclarationMemo<TypeUse> CreateMemo() => new(static node => IsPut(node), Parse, readsStatements: true);

    private static bool IsPut(SyntaxNode node) =>
        node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } invocation && NameOf(invocation.Expression) == "Put";

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static TypeUse? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        Compilation compilation = model.Compilation;
        if (KnownSymbols.For(compilation) is not { } known
            || model.GetSymbolInfo((InvocationExpressionSyntax)node, cancellationToken).Symbol is not IMethodSymbol { TypeArguments.Length: 1 } method
            || !IsPut(method, known)
            || !IsClosed(method.TypeArguments[0]))
        {
            return null;
        }

        TypeUse use = TypeShapeParser.For(compilation).Parse(method.TypeArguments[0]);
        return use.Problems.IsEmpty && !use.Shapes.IsEmpty ? use : null;
    }

    private static bool IsPut(IMethodSymbol method, KnownSymbols known) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, known.Ray) || SymbolEqualityComparer.Default.Equals(method.ContainingType, known.IRayClient);

    private static bool IsClosed(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => IsClosed(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: true } => false,
        INamedTypeSymbol named => named.TypeArguments.All(IsClosed) && (named.ContainingType is null || IsClosed(named.ContainingType)),
        _ => false,
    };
}
