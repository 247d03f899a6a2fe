using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;
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
            || method.TypeArguments[0] is ITypeParameterSymbol or IErrorTypeSymbol
            || call.Arguments.Length == 0)
        {
            return;
        }

        TypeUse use = TypeShapeParser.For(context.Compilation).Parse(method.TypeArguments[0]);
        if (use.Problems.Count == 0)
        {
            return;
        }

        SyntaxNode argument = call.Arguments[0].Value.Syntax;
        var problems = new List<Problem>();
        foreach (TypeProblem problem in use.Problems)
        {
            if (problem.DiagnosticId.Length > 0)
            {
                problems.Add(TypeProblems.At(argument.GetLocation(), "The value", "value", problem));
            }
        }

        ProblemReport.Report(problems, context.ContainingSymbol, context.ReportDiagnostic);
    }
}
