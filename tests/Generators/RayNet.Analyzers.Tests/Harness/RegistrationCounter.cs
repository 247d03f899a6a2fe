using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>Counts what an analyzer asks to be called for.</summary>
internal sealed class RegistrationCounter(Compilation compilation) : AnalysisContext
{
    private int _count;

    internal static int Count(DiagnosticAnalyzer analyzer, Compilation compilation)
    {
        var counter = new RegistrationCounter(compilation);
        analyzer.Initialize(counter);
        return counter._count;
    }

    public override void EnableConcurrentExecution()
    {
    }

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode)
    {
    }

    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => action(new Start(compilation, this));

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => _count++;

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => _count++;

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => _count++;

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => _count++;

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => _count++;

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => _count++;

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => _count++;

    private sealed class Start(Compilation compilation, RegistrationCounter counter) : CompilationStartAnalysisContext(compilation, new AnalyzerOptions([new ContractText("")]), CancellationToken.None)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => counter._count++;

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => counter._count++;

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => counter._count++;

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) => counter._count++;

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => counter._count++;

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => counter._count++;

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => counter._count++;

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => counter._count++;

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => counter._count++;

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => counter._count++;

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => counter._count++;
    }
}
