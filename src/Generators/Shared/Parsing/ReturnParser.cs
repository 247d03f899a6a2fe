using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads what a remote method returns.</summary>
internal static class ReturnParser
{
    internal static readonly ReturnModel Nothing = new(ReturnKind.Void, string.Empty, null, []);

    internal static ReturnModel Parse(IMethodSymbol method, AttributeData? attribute, ParseContext context)
    {
        ITypeSymbol type = method.ReturnType;
        if (type.ContainsError())
        {
            context.FailSilently();
            return Nothing;
        }

        (ReturnKind kind, ITypeSymbol? result) = Unwrap(type, context.Known);
        if (Obstacle(method, result, context.Known) is { } reason)
        {
            context.Report(DiagnosticIds.ReturnTypeNotRemote, method.FirstLocation(), type.ToDisplayString(), reason);
            return Nothing;
        }

        bool split = attribute?.Get("SplitReturns", false) ?? false;
        var tuple = result as INamedTypeSymbol;
        if (split && (kind == ReturnKind.Stream || tuple is not { IsTupleType: true, TupleElements.Length: >= 2 and <= 7 }))
        {
            context.Report(DiagnosticIds.SplitReturnsWithoutTuple, attribute!.LocationOf("SplitReturns", context.CancellationToken), method.Name);
            return Nothing;
        }

        if (result is null)
        {
            return Nothing with { Kind = kind };
        }

        TypeUse use = context.ParseType(result);
        TypeProblems.Report(use, kind == ReturnKind.Stream ? "An item of the result" : "The result", "result", method.FirstLocation(), context);
        return new ReturnModel(kind, use.Name, use.CopyMethod, split ? Parts(tuple!, context) : []);
    }

    private static EquatableArray<PartModel> Parts(INamedTypeSymbol tuple, ParseContext context) =>
        tuple.TupleElements.Select(element =>
        {
            TypeUse use = context.ParseType(element.Type);
            return new PartModel(element.IsExplicitlyNamedTupleElement ? element.Name : null, use.Name, use.CopyMethod);
        }).ToEquatableArray();

    private static (ReturnKind Kind, ITypeSymbol? Result) Unwrap(ITypeSymbol type, KnownSymbols known)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return (ReturnKind.Void, null);
        }

        ReturnKind kind =
            type.Is(known.Task) ? ReturnKind.Task
            : type.Is(known.ValueTask) ? ReturnKind.ValueTask
            : type.IsConstructedFrom(known.TaskOfT) ? ReturnKind.TaskOfT
            : type.IsConstructedFrom(known.ValueTaskOfT) ? ReturnKind.ValueTaskOfT
            : type.IsConstructedFrom(known.AsyncEnumerable) ? ReturnKind.Stream
            : ReturnKind.Value;
        return kind switch
        {
            ReturnKind.Task or ReturnKind.ValueTask => (kind, null),
            ReturnKind.Value => (kind, type),
            _ => (kind, ((INamedTypeSymbol)type).TypeArguments[0]),
        };
    }

    private static string? Obstacle(IMethodSymbol method, ITypeSymbol? result, KnownSymbols known) => (method, result) switch
    {
        ({ RefKind: not RefKind.None }, _) => "a reference to a variable means nothing in another process; return the value",
        ({ IsAsync: true, ReturnsVoid: true }, _) => "nobody can wait for an 'async void' method; return Task",
        (_, null) => null,
        (_, { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer }) => "a pointer means nothing in another process; return the data",
        (_, { TypeKind: TypeKind.Dynamic }) => "the type of a dynamic value is unknown when code is generated; give it a type",
        (_, { IsRefLikeType: true }) => "a ref struct lives on the stack; return an array or ReadOnlyMemory<T>",
        (_, not null) when result.IsConstructedFrom(known.ObjectRefStream) => "a stream has one reader and cannot be passed on; return IAsyncEnumerable<T>",
        (_, not null) when result.DerivesFrom(known.Task) || result.Is(known.ValueTask) || result.IsConstructedFrom(known.ValueTaskOfT) => "only one task is awaited; await the inner one in the method",
        (_, not null) when result.IsConstructedFrom(known.AsyncEnumerable) => "a stream cannot be the result of a task; return IAsyncEnumerable<T> alone",
        (_, INamedTypeSymbol) when !result.DerivesFrom(known.ObjectRef) && IsAwaitable(result) => "only Task, Task<T>, ValueTask, ValueTask<T> and IAsyncEnumerable<T> are awaited",
        _ => null,
    };

    private static bool IsAwaitable(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }))
            {
                return true;
            }
        }

        return false;
    }
}
