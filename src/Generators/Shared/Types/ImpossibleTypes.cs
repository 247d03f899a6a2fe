using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Types that no serializer can send, with a reason that helps more than "unknown type".</summary>
internal static class ImpossibleTypes
{
    private const string SendData = "send the data that it stands for, and create it in the task";
    private const string BeService = "take it as a [FromServices] parameter, or create it in the task";

    /// <summary>By the type itself or any of its bases and interfaces.</summary>
    private static readonly Dictionary<string, (string Reason, string Remedy)> Named = new(StringComparer.Ordinal)
    {
        ["System.IO.Stream"] = ("a stream is a position in a resource of this process", "send the bytes as byte[] or ReadOnlyMemory<byte>, or the path"),
        ["System.IO.TextReader"] = ("a reader is a position in a resource of this process", "send the text as a string, or the path"),
        ["System.IO.TextWriter"] = ("a writer belongs to a resource of this process", "return the text from the task"),
        ["System.Threading.Tasks.Task"] = ("a Task is work of this process", "await it first and send its result, or pass an ObjectRef<T>"),
        ["System.Threading.Tasks.ValueTask"] = ("a ValueTask is work of this process", "await it first and send its result, or pass an ObjectRef<T>"),
        ["System.Threading.Tasks.ValueTask`1"] = ("a ValueTask is work of this process", "await it first and send its result, or pass an ObjectRef<T>"),
        ["System.Threading.CancellationToken"] = ("a token is bound to its source in this process", "declare a CancellationToken as a parameter of the remote method itself, and RayNet forwards its cancellation"),
        ["System.Threading.CancellationTokenSource"] = ("it is a resource of this process", "declare a CancellationToken as a parameter of the remote method, and RayNet forwards its cancellation"),
        ["System.Threading.Thread"] = ("a thread belongs to this process", "let the task start its own work"),
        ["System.Threading.Lock"] = ("a lock protects memory of this process", "keep shared state in an actor, which runs one call at a time, or mark the member with [IgnoreMember] if a copy needs none"),
        ["System.Threading.WaitHandle"] = ("it synchronizes threads of this process", "await an ObjectRef instead, or keep the state in an actor"),
        ["System.Threading.SemaphoreSlim"] = ("it synchronizes threads of this process", "limit concurrency with resources or with an actor's MaxConcurrency"),
        ["System.Threading.ReaderWriterLockSlim"] = ("it synchronizes threads of this process", "keep shared state in an actor"),
        ["System.Linq.IQueryable"] = ("a query runs where its provider lives", "call ToList() and send the result"),
        ["System.Linq.Expressions.Expression"] = ("an expression tree is code", "send data, and choose the code in the task"),
        ["System.Reflection.MemberInfo"] = ("reflection objects describe assemblies loaded in this process", "send the name as a string"),
        ["System.Reflection.Assembly"] = ("it is loaded in this process", "send the name as a string"),
        ["System.Exception"] = ("an exception carries the stack of this process", "let the task throw it, or send its message"),
        ["System.Net.Http.HttpMessageInvoker"] = ("it owns connections of this process", BeService),
        ["System.Data.Common.DbConnection"] = ("it owns a connection of this process", BeService),
        ["System.IServiceProvider"] = ("services belong to this process", BeService),
        ["System.Collections.IEnumerator"] = ("an iterator is a position in memory of this process", "send the collection"),
        ["System.Collections.Generic.IAsyncEnumerable`1"] = ("an asynchronous sequence runs in this process", "return IAsyncEnumerable<T> from the remote method itself, or collect the items first"),
        ["System.WeakReference"] = ("it watches memory of this process", "send the value itself"),
        ["System.Lazy`1"] = ("it holds a delegate", "send the value itself"),
        ["RayNet.ObjectRefStream`1"] = ("a stream has one reader", "read it and send the items, or pass the actor or task that produces it"),
        ["RayNet.RayContext"] = ("it belongs to one running task", "declare it as a parameter of the remote method itself, and RayNet supplies it"),
        ["RayNet.IRayClient"] = ("it belongs to this process", "use Ray or RayContext in the task"),
    };

    internal static TypeProblem? Find(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => new("", "", ShapeNames.Readable(type), "the compiler does not know the type", "fix the compiler's error first"),
        { TypeKind: TypeKind.Dynamic } => Of(type, "its type is not known at compile time", "use the concrete type"),
        { TypeKind: TypeKind.TypeParameter } => Of(type, "its type is not known when the serializer is generated", "use a concrete type"),
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => Of(type, "a pointer is an address in this process", "send the memory that it points to"),
        { TypeKind: TypeKind.Delegate } => Of(type, "a delegate is code with the object that it is bound to", "send data, and choose the code in the task"),
        { IsRefLikeType: true } => Of(type, "it can live only on the stack", "use an array, Memory<T> or ReadOnlyMemory<T>"),
        { IsAnonymousType: true } => Of(type, "its type has no name that generated code could use", "use a record or a tuple"),
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => Of(type, "it is an address or handle of this process", "use long or ulong for a number"),
        { SpecialType: SpecialType.System_Object } => Of(type, "object says nothing about the values", "use the concrete type, or an abstract class with [Union]"),
        INamedTypeSymbol named => FindNamed(named),
        _ => null,
    };

    /// <summary>A type of the platform that is not on RayNet's list: its members do not show what it holds.</summary>
    internal static TypeProblem Unknown(INamedTypeSymbol type) => Implements(type, "System.IDisposable")
        ? Of(type, "it holds a resource of this process", BeService)
        : type.TypeKind == TypeKind.Interface
            ? Of(type, "an interface says nothing about the values behind it", "use a collection type that RayNet knows, or the concrete type")
            : Of(type, "RayNet does not know what this type of the platform holds", SendData);

    internal static bool IsPlatform(INamedTypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft" && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, null)
            && type.DeclaringSyntaxReferences.IsEmpty;
    }

    internal static bool Implements(INamedTypeSymbol type, string metadataName)
    {
        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            if (TypeNames.Metadata(contract) == metadataName)
            {
                return true;
            }
        }

        return false;
    }

    private static TypeProblem? FindNamed(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (Named.TryGetValue(TypeNames.Metadata(current), out var known))
            {
                return Of(type, known.Reason, known.Remedy);
            }
        }

        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            if (Named.TryGetValue(TypeNames.Metadata(contract), out var known))
            {
                return Of(type, known.Reason, known.Remedy);
            }
        }

        return null;
    }

    internal static TypeProblem Of(ITypeSymbol type, string reason, string remedy) =>
        new("RN1004", "", ShapeNames.Readable(type), reason, remedy);
}
