using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Patterns.Waits;

/// <summary>Waits that are not needed, or that hold a thread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WaitAnalyzer() : RayAnalyzer(PatternDescriptors.FetchedToPassOn, PatternDescriptors.BlockingWait)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        start.RegisterOperationAction(operation => PassOnRule.Analyze(operation, symbols), OperationKind.Await, OperationKind.Invocation);
        start.RegisterOperationAction(operation => BlockingRule.AnalyzeCall(operation, symbols), OperationKind.Invocation);
        start.RegisterOperationAction(operation => BlockingRule.AnalyzeProperty(operation, symbols), OperationKind.PropertyReference);
    }
}
