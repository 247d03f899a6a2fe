using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>Loops that lose the parallelism, or pay for it more than once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LoopAnalyzer() : RayAnalyzer(
    PatternDescriptors.WaitInSubmitLoop,
    PatternDescriptors.LargeArgument,
    PatternDescriptors.SubmissionOrder,
    PatternDescriptors.UnboundedSubmission,
    PatternDescriptors.FineGrainedCall)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        start.RegisterOperationAction(operation => SubmitLoopRule.Analyze(operation, symbols), OperationKind.Await, OperationKind.Invocation);
        start.RegisterOperationAction(operation => LargeArgumentRule.Analyze(operation, symbols), OperationKind.Invocation);
        start.RegisterOperationAction(operation => FineGrainedRule.Analyze(operation, symbols), OperationKind.Invocation);
        start.RegisterOperationAction(operation => UnboundedRule.Analyze(operation, symbols), OperationKind.Invocation);
        start.RegisterOperationAction(operation => SubmissionOrderRule.Analyze(operation, symbols), OperationKind.Loop);
    }
}
