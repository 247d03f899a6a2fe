using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>What remote code does inside.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RemoteCodeAnalyzer() : RayAnalyzer(
    PatternDescriptors.LostMutation,
    PatternDescriptors.ProcessOrThread,
    PatternDescriptors.MissingToken,
    PatternDescriptors.ListBuiltInLoop,
    PatternDescriptors.RetryRepeatsEffect)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        start.RegisterOperationBlockAction(block =>
        {
            LostMutationRule.Analyze(block, symbols);
            CancellationRule.Analyze(block, symbols);
            BuiltListRule.Analyze(block, symbols);
        });
        start.RegisterOperationAction(operation => RetryRule.Analyze(operation, symbols), OperationKind.Invocation, OperationKind.FieldReference);
        start.RegisterOperationAction(operation => ProcessRule.Analyze(operation, symbols), OperationKind.Invocation, OperationKind.ObjectCreation);
    }
}
