using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;

namespace RayNet.Analyzers.References;

/// <summary>RN2001: a statement that is nothing but a remote call drops the only thing that could tell of its failure.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DiscardedReferenceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.DiscardedReference];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is { } known)
            {
                var symbols = new ReferenceSymbols(known);
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.ExpressionStatement);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, ReferenceSymbols symbols)
    {
        IOperation dropped = ((IExpressionStatementOperation)context.Operation).Operation;
        while (dropped is IConversionOperation conversion)
        {
            dropped = conversion.Operand;
        }

        if (dropped is IConditionalAccessOperation access)
        {
            dropped = access.WhenNotNull;
        }

        if (dropped is IInvocationOperation invocation && symbols.IsDroppable(invocation))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.DiscardedReference,
                invocation.Syntax.GetLocation(),
                Describe(invocation)));
        }
    }

    private static string Describe(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        ITypeSymbol? receiver = invocation.Instance?.Type
            ?? (method.ContainingType is { IsExtension: true, ExtensionParameter: { } parameter } ? parameter.Type : method.ContainingType);
        return receiver is null
            ? method.Name
            : receiver.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "." + method.Name;
    }
}
