using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2004: awaits in an async function what was blocked for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingWaitFix))]
[Shared]
internal sealed class BlockingWaitFix() : Fix(DiagnosticIds.BlockingWait)
{
    private protected override async Task RegisterAsync(FixSite site)
    {
        if (site.Property(FixProperties.CanAwait) == "true"
            && site.Node is ExpressionSyntax wait
            && await site.GetModelAsync().ConfigureAwait(false) is { } model
            && Operand(wait, model, site.Cancellation) is { } operand)
        {
            site.OfferReplacement("Await it", "Await", wait, Waits.Await(operand, wait));
        }
    }

    private static ExpressionSyntax? Operand(ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation) => wait switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Expression: var task }, ArgumentList.Arguments.Count: 0 } => task,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } },
            },
        } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Get" } name } get => Get(get, name, model, cancellation),
        _ => null,
    };

    /// <summary>A reference is awaited itself; several of them, and waits with a limit, by <c>Ray.GetAsync</c>.</summary>
    private static ExpressionSyntax? Get(InvocationExpressionSyntax get, MemberAccessExpressionSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = get.ArgumentList.Arguments;
        if (arguments.Count == 1 && Waits.IsReference(arguments[0].Expression, model, cancellation))
        {
            return arguments[0].Expression;
        }

        return model.GetSymbolInfo(get, cancellation).Symbol is IMethodSymbol { IsGenericMethod: true }
            ? get.WithExpression(name.WithName(IdentifierName("GetAsync")))
            : null;
    }
}
