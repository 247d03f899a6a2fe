using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;

namespace RayNet.Analyzers.References;

/// <summary>In async methods the compiler says of a dropped remote call that it is not awaited. RN2001 says that too, and more: once is enough.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DroppedCallSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NotAwaited = new("RNS0001", "CS4014", "RN2001 reports the dropped reference.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [NotAwaited];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (KnownSymbols.For(context.Compilation) is not { } known)
        {
            return;
        }

        var symbols = new ReferenceSymbols(known);
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is var node
                && context.GetSemanticModel(tree).GetOperation(node, context.CancellationToken) is IInvocationOperation call
                && symbols.IsDroppable(call))
            {
                context.ReportSuppression(Suppression.Create(NotAwaited, diagnostic));
            }
        }
    }
}
