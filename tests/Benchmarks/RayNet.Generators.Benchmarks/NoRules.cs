using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Generators.Benchmarks;

/// <summary>An analyzer that listens to nothing, so that the compiler raises no events for it.</summary>
#pragma warning disable RS1001 // It is created here and never loaded by a compiler.
internal sealed class NoRules : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("NONE0001", "None", "None", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
    }
}
