using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using RayNet.Roslyn;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>RN2020: takes a token, which the runtime supplies, and passes it to the delays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingTokenFix))]
[Shared]
internal sealed class MissingTokenFix() : Fix(DiagnosticIds.MissingToken)
{
    private const string Token = "cancellationToken";

    private protected override Task RegisterAsync(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || method.ParameterList.Parameters.LastOrDefault()?.Modifiers.Count > 0)
        {
            return Task.CompletedTask;
        }

        InvocationExpressionSyntax[] delays = [.. method.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsDelay)];
        ParameterSyntax parameter = ((MethodDeclarationSyntax)ParseMemberDeclaration($"void M(global::System.Threading.CancellationToken {Token} = default);")!).ParameterList.Parameters[0];
        if (method.ParameterList.Parameters.Count > 0)
        {
            parameter = parameter.WithLeadingTrivia(Space);
        }

        MethodDeclarationSyntax changed = method.ReplaceNodes(delays, static (_, delay) => delay.WithArgumentList(delay.ArgumentList.AddArguments(Argument(IdentifierName(Token)).WithLeadingTrivia(Space))));
        changed = changed.AddParameterListParameters(parameter.ReplaceNode(parameter.Type!, parameter.Type!.WithAdditionalAnnotations(Simplifier.Annotation)));
        site.OfferReplacement("Take a CancellationToken", "Token", method, changed);
        return Task.CompletedTask;
    }

    private static bool IsDelay(InvocationExpressionSyntax call) => call is
    {
        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay", Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" } },
        ArgumentList.Arguments.Count: 1,
    };
}
