using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Patterns.Placement;

/// <summary>RN1022 and RN2025: where work is sent that cannot run there, or in no other cluster.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PlacementAnalyzer() : RayAnalyzer(PatternDescriptors.NoBundleHolds, PatternDescriptors.LiteralNode)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        if (symbols.Platform("RayNet.SchedulingStrategy") is { } strategy)
        {
            start.RegisterOperationAction(context => LiteralNodeRule.Analyze(context, strategy), OperationKind.Invocation);
            start.RegisterOperationAction(context => BundleRule.Analyze(context, strategy), OperationKind.ObjectCreation);
        }
    }
}
