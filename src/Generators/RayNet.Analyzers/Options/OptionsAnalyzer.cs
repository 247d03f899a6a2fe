using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Options;

/// <summary>RN1008 where options are written: initialisers, <c>with</c> expressions and assignments of constants.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidOption];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownSymbols.For(start.Compilation) is not { } known)
            {
                return;
            }

            var symbols = new OptionSymbols(known);
            start.RegisterOperationAction(operation => AnalyzeAssignment(operation, symbols), OperationKind.SimpleAssignment);
            start.RegisterOperationAction(operation => ActorNameRule.AnalyzeCreation(operation, symbols), OperationKind.ObjectCreation);
            start.RegisterOperationAction(operation => ActorNameRule.AnalyzeWith(operation, symbols), OperationKind.With);
            start.RegisterOperationAction(operation => ActorNameRule.AnalyzeCall(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } target)
        {
            return;
        }

        if (property.IsIndexer)
        {
            if (target.Instance is IPropertyReferenceOperation { Property: { Name: "Resources" } owner } && symbols.IsOption(owner))
            {
                ResourceRule.Check(context, target.Arguments[0].Value, assignment.Value, owner);
            }

            return;
        }

        if (!symbols.IsOption(property))
        {
            return;
        }

        switch (property.Name)
        {
            case "Resources":
                ResourceRule.CheckAll(context, assignment.Value, property);
                break;
            case "RetryOn":
                RetryOnRule.Check(context, assignment.Value, property, symbols);
                break;
            default:
                CheckValue(context, assignment.Value, property, symbols);
                break;
        }
    }

    private static void CheckValue(OperationAnalysisContext context, IOperation value, IPropertySymbol property, OptionSymbols symbols)
    {
        if (DurationRule.Check(value, property, symbols) is { } allowed)
        {
            OptionReport.Report(context, value, property, value.Syntax.ToString(), allowed);
        }
        else if (OptionLimits.Find(property.Name) is { } limit
            && Constants.TryRead(value, out object? constant)
            && constant is not null
            && !limit.Accepts(constant))
        {
            OptionReport.Report(context, value, property, OptionLimits.Display(constant), limit.Allowed, limit.Nearest?.Invoke(constant));
        }
    }
}
