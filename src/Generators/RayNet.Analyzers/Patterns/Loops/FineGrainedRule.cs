using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// RN2022: a loop calls a task for each element whose method, in this compilation, consists of a few operators. Silent when the method
/// calls, creates, awaits or repeats anything.
/// </summary>
internal static class FineGrainedRule
{
    private const int MaxNodes = 24;

    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (symbols.IsTaskCall(call) && LargeArgumentRule.Repeated(call) is not null && FindMethod(call, symbols) is { } method && IsTrivial(method, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.FineGrainedCall, call.Syntax.GetLocation(), method.ContainingType.Name + "." + method.Name));
        }
    }

    private static IMethodSymbol? FindMethod(IInvocationOperation call, RaySymbols symbols)
    {
        const string Suffix = "Remote";
        string name = call.TargetMethod.Name;
        if (call.TargetMethod.ContainingType is not { IsExtension: true, ExtensionParameter.Type: INamedTypeSymbol host } || !name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        ISymbol[] found = [.. host.GetMembers(name.Substring(0, name.Length - Suffix.Length)).Where(member => member.HasAttribute(symbols.Known.RemoteAttribute))];
        return found.Length == 1 ? found[0] as IMethodSymbol : null;
    }

    private static bool IsTrivial(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length != 1 || method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not MethodDeclarationSyntax declaration)
        {
            return false;
        }

        SyntaxNode? body = (SyntaxNode?)declaration.ExpressionBody?.Expression ?? (declaration.Body?.Statements is { Count: 1 } statements ? statements[0] : null);
        int nodes = 0;
        foreach (SyntaxNode node in body?.DescendantNodesAndSelf() ?? [])
        {
            nodes++;
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or CollectionExpressionSyntax or AwaitExpressionSyntax
                or StatementSyntax and not (ReturnStatementSyntax or ExpressionStatementSyntax) or ThrowExpressionSyntax or MemberAccessExpressionSyntax)
            {
                return false;
            }
        }

        return nodes is > 0 and <= MaxNodes;
    }
}
