using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Types;

namespace RayNet.Analyzers.Values;

/// <summary>RN1004 and RN1005 where a value is put: the type argument is a remote signature of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PutTypeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.TypeCannotTravel, DiagnosticDescriptors.TypeContainsItself];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is { } known)
            {
                start.RegisterOperationAction(operation => Analyze(operation, known), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, KnownSymbols known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "Put", Arity: 1 } method
            || !(SymbolEqualityComparer.Default.Equals(method.ContainingType, known.Ray)
                || SymbolEqualityComparer.Default.Equals(method.ContainingType, known.IRayClient))
            || IsOpen(method.TypeArguments[0])
            || call.Arguments.Length == 0)
        {
            return;
        }

        TypeUse use = TypeShapeParser.For(context.Compilation).Parse(method.TypeArguments[0]);
        if (use.Problems.Count == 0)
        {
            return;
        }

        var problems = new List<Problem>();
        TypeProblems.Report(use, "The value", "value", call.Arguments[0].Value.Syntax.GetLocation(), new ParseContext(known, problems, context.CancellationToken));
        ProblemReport.Report(problems, context.ContainingSymbol, context.ReportDiagnostic);
    }

    /// <summary>In generic code the type is known only to the callers.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };
}
