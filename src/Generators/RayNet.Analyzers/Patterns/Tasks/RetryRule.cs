using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>
/// RN2023: a method asks for repetition by RetryOn or MaxTaskRetries, and does one of the few things that are certainly not the same
/// when they are done twice: it appends to a file, or sends a mail. Whether other effects can be repeated is not in the program.
/// </summary>
internal static class RetryRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        if (Effect(context.Operation) is { } effect && context.ContainingSymbol is IMethodSymbol method && Option(method, symbols) is { } option)
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.RetryRepeatsEffect, context.Operation.Syntax.GetLocation(), method.Name, effect, option));
        }
    }

    private static string? Effect(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ContainingType.Name: "File", Name: var name } } when name.StartsWith("Append", StringComparison.Ordinal) => "File." + name,
        IInvocationOperation { TargetMethod: { ContainingType.Name: "SmtpClient", Name: var name } } when name.StartsWith("Send", StringComparison.Ordinal) => "SmtpClient." + name,
        IFieldReferenceOperation { Field: { Name: "Append", ContainingType.Name: "FileMode" } } => "FileMode.Append",
        _ => null,
    };

    private static string? Option(IMethodSymbol method, RaySymbols symbols)
    {
        AttributeData? own = method.FindAttribute(symbols.Known.RemoteAttribute) ?? method.FindAttribute(symbols.Known.ActorMethodAttribute);
        if (own is not null && own.TryGet("RetryOn", out TypedConstant types) && types is { Kind: TypedConstantKind.Array, IsNull: false, Values.IsEmpty: false })
        {
            return "RetryOn";
        }

        return own?.Get("MaxTaskRetries", 0) is > 0 or -1 ? "MaxTaskRetries"
            : own?.Get("MaxRetries", 0) is > 0 or -1 && own.TryGet("MaxRetries", out _) ? "MaxRetries"
            : null;
    }
}
