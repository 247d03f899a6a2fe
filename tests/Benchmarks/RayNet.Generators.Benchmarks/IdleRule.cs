using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Generators.Benchmarks;

/// <summary>Looks at every call of the code that people wrote, as any rule about calls does, and says nothing: what it takes is the compiler's own work.</summary>
#pragma warning disable RS1001 // It is created here and never loaded by a compiler.
internal sealed class IdleRule : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("NONE0002", "None", "None", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
    }
}
