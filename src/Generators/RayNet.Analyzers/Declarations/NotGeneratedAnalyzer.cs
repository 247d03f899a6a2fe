using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Analyzers.Patterns;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Declarations;

/// <summary>
/// RN1021: an entry point is missing because the project that declares the method or actor does not run the generator. The compiler
/// only says that there is no such member.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotGeneratedAnalyzer() : RayAnalyzer(PatternDescriptors.NotGenerated)
{
    private const string Suffix = "Remote";

    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols) =>
        start.RegisterSyntaxNodeAction(node => Analyze(node, symbols), SyntaxKind.SimpleMemberAccessExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context, RaySymbols symbols)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        string name = access.Name.Identifier.ValueText;
        if (!name.EndsWith(Suffix, StringComparison.Ordinal)
            || context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is not INamedTypeSymbol type
            || type.ContainingAssembly is not { } assembly
            || SymbolEqualityComparer.Default.Equals(assembly, context.Compilation.Assembly)
            || context.SemanticModel.GetSymbolInfo(access, context.CancellationToken) is not { Symbol: null, CandidateSymbols.IsEmpty: true }
            || Declared(type, name, symbols) is not { } declared)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.NotGenerated, access.Name.GetLocation(), type.Name + "." + name, assembly.Name, declared));
    }

    private static string? Declared(INamedTypeSymbol type, string name, RaySymbols symbols)
    {
        if (name is "CreateRemote" or "GetRemote" && symbols.IsActorClass(type))
        {
            return type.Name;
        }

        ISymbol? method = type.GetMembers(name.Substring(0, name.Length - Suffix.Length)).FirstOrDefault(member => member.HasAttribute(symbols.Known.RemoteAttribute));
        return method is null ? null : type.Name + "." + method.Name;
    }
}
