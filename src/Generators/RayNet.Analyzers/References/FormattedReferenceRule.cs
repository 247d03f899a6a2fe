using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns;

namespace RayNet.Analyzers.References;

/// <summary>RN2014: a reference is printed, logged or made text, or a reference or handle is given to a serializer of the program's own.</summary>
internal static class FormattedReferenceRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        switch (context.Operation)
        {
            case IInterpolationOperation { Expression: var expression }:
                Check(context, expression, "The text", symbols);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } concatenation:
                Check(context, concatenation.LeftOperand, "The text", symbols);
                Check(context, concatenation.RightOperand, "The text", symbols);
                break;
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance }:
                Check(context, instance, "The text", symbols);
                break;
            case IInvocationOperation call when Writer(call.TargetMethod) is { } writer:
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    Check(context, argument.Value, writer, symbols);
                    foreach (IOperation element in Elements(argument))
                    {
                        Check(context, element, writer, symbols);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void Check(OperationAnalysisContext context, IOperation value, string who, RaySymbols symbols)
    {
        IOperation reference = value.Unwrap();
        bool isSerializer = who.EndsWith("Serializer", StringComparison.Ordinal);
        if (!(symbols.IsReference(reference.Type) || symbols.IsStream(reference.Type) || (isSerializer && symbols.IsHandle(reference.Type))))
        {
            return;
        }

        bool canAwait = symbols.IsReference(reference.Type) && reference.IsInAsyncFunction(context.ContainingSymbol);
        string remedy = symbols.IsHandle(reference.Type) ? "give the actor a name and send that"
            : symbols.IsStream(reference.Type) ? "read the stream by 'await foreach'"
            : "await it";
        context.ReportDiagnostic(Diagnostic.Create(
            PatternDescriptors.FormattedReference,
            reference.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixProperties.CanAwait, canAwait ? "true" : null),
            who,
            reference.Syntax.ToString(),
            remedy));
    }

    /// <summary>What stands in place of a params parameter.</summary>
    private static ImmutableArray<IOperation> Elements(IArgumentOperation argument) => argument.ArgumentKind is ArgumentKind.Explicit or ArgumentKind.DefaultValue
        ? []
        : argument.Value.Unwrap() switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
            ICollectionExpressionOperation { Elements: var elements } => elements,
            _ => [],
        };

    private static string? Writer(IMethodSymbol method) => method switch
    {
        { Name: "Write" or "WriteLine", ContainingType.Name: "Console" or "Debug" or "Trace" or "TextWriter" or "StreamWriter" } => method.ContainingType.Name,
        { ContainingType.Name: "LoggerExtensions" } => "The log",
        { ContainingType.Name: "JsonSerializer" or "MessagePackSerializer" } when method.Name.StartsWith("Serialize", StringComparison.Ordinal) => method.ContainingType.Name,
        { ContainingType: { Name: "JsonConvert" }, Name: "SerializeObject" } => "The JsonSerializer",
        { ContainingType.SpecialType: SpecialType.System_String, Name: "Concat" or "Format" or "Join" } => "The text",
        _ => null,
    };
}
