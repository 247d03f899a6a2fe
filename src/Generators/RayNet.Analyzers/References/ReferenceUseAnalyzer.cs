using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Analyzers.Patterns;

namespace RayNet.Analyzers.References;

/// <summary>References, streams and handles that end up where they do not belong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReferenceUseAnalyzer() : RayAnalyzer(
    PatternDescriptors.ReturnsPut,
    PatternDescriptors.DiscardedHandle,
    PatternDescriptors.StaticReference,
    PatternDescriptors.FormattedReference,
    PatternDescriptors.StreamReadTwice)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        start.RegisterOperationAction(operation => ReturnedPutRule.Analyze(operation, symbols), OperationKind.Return);
        start.RegisterOperationAction(operation => DiscardedHandleRule.Analyze(operation, symbols), OperationKind.ExpressionStatement);
        start.RegisterOperationAction(operation => StreamReadTwiceRule.Analyze(operation, symbols), OperationKind.Loop);
        start.RegisterOperationAction(
            operation => FormattedReferenceRule.Analyze(operation, symbols),
            OperationKind.Interpolation,
            OperationKind.Binary,
            OperationKind.Invocation);
        start.RegisterSymbolAction(symbol => StaticReferenceRule.Analyze(symbol, symbols), SymbolKind.Field, SymbolKind.Property);
    }
}
