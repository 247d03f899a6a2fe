using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns;
using RayNet.Analyzers.Patterns.Loops;

namespace RayNet.Analyzers.References;

/// <summary>RN2016: a stream is enumerated in a loop or after it was enumerated before. Silent when it is assigned again, and where the first reading may not happen.</summary>
internal static class StreamReadTwiceRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } reading || Stream(reading, symbols) is not { } stream)
        {
            return;
        }

        IOperation function = reading.Function();
        if (IsAssigned(function, stream))
        {
            return;
        }

        string? how = Loops.Around(reading) is { } outer && !Loops.Declares(outer, stream) && !Loops.HasExit(outer) ? "is read in a loop"
            : IsReadBefore(function, reading, stream, symbols) ? "has been read before"
            : null;
        if (how is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.StreamReadTwice, reading.Collection.Syntax.GetLocation(), stream.Name, how));
        }
    }

    private static ISymbol? Stream(IForEachLoopOperation reading, RaySymbols symbols)
    {
        IOperation current = reading.Collection.Unwrap();
        while (current is IInvocationOperation { TargetMethod.Name: "WithCancellation" or "ConfigureAwait" or "AsRefs" } call
            && (call.Instance ?? call.Argument(0)) is { } source)
        {
            current = source.Unwrap();
        }

        return symbols.IsStream(current.Type) ? current.Variable() : null;
    }

    /// <summary>The earlier reading stands in a block that also holds the later one, so it has always happened.</summary>
    private static bool IsReadBefore(IOperation function, IForEachLoopOperation reading, ISymbol stream, RaySymbols symbols)
    {
        foreach (IOperation operation in function.OwnOperations())
        {
            if (operation is IForEachLoopOperation { IsAsynchronous: true, Parent: { } block } earlier
                && earlier.Syntax.SpanStart < reading.Syntax.SpanStart
                && block.Contains(reading)
                && !earlier.Contains(reading)
                && SymbolEqualityComparer.Default.Equals(Stream(earlier, symbols), stream))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAssigned(IOperation function, ISymbol stream)
    {
        foreach (IOperation operation in function.SelfAndDescendants())
        {
            if (operation is IAssignmentOperation assignment && SymbolEqualityComparer.Default.Equals(assignment.Target.Variable(), stream))
            {
                return true;
            }
        }

        return false;
    }
}
