using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Generators.Benchmarks;

/// <summary>A rule that says nothing: what it takes is the compiler's own work.</summary>
/// <param name="looksAtCalls">Whether it looks at every call of the code that people wrote, as any rule about calls does. Otherwise it listens to nothing, and the compiler raises no events for it.</param>
#pragma warning disable RS1001 // It is created here and never loaded by a compiler.
internal sealed class IdleRule(bool looksAtCalls) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("NONE0001", "None", "None", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        if (looksAtCalls)
        {
            context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
        }
    }
}
