using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>
/// RN1020: a method of an actor is called on a plain object of its class. Silent in the class itself and those that derive from it,
/// and in assemblies of tests, which may well try the class without a cluster.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BareActorAnalyzer() : RayAnalyzer(PatternDescriptors.BareActorCall)
{
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "xunit.assert", "xunit.v3.assert", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        if (!start.Compilation.ReferencedAssemblyNames.Any(static name => TestFrameworks.Contains(name.Name)))
        {
            start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Instance is { } instance and not IInstanceReferenceOperation
            && instance.Type is INamedTypeSymbol actor
            && symbols.IsActorClass(actor)
            && !IsInside(context.ContainingSymbol, actor)
            && ActorFacts.IsRemote(call.TargetMethod, actor, symbols.Known))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                PatternDescriptors.BareActorCall,
                call.Syntax.GetLocation(),
                actor.Name + "." + call.TargetMethod.Name,
                actor.Name));
        }
    }

    private static bool IsInside(ISymbol symbol, INamedTypeSymbol actor)
    {
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? type = outer; type is not null; type = type.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(type, actor))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
