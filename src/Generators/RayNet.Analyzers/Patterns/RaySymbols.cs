using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns;

/// <summary>What the pattern rules ask about symbols; resolved once for each compilation and shared by all of them.</summary>
internal sealed class RaySymbols
{
    private static readonly ConditionalWeakTable<Compilation, Holder> Cache = new();

    private readonly EntryPoints _entryPoints;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _generated = new(SymbolEqualityComparer.Default);

    private RaySymbols(KnownSymbols known)
    {
        Known = known;
        _entryPoints = new EntryPoints(known.Compilation);
    }

    internal KnownSymbols Known { get; }

    /// <summary>The symbols of a compilation; <see langword="null"/> when it does not reference RayNet.Abstractions.</summary>
    internal static RaySymbols? For(Compilation compilation) => Cache.GetValue(compilation, static key => new Holder(key)).Symbols;

    internal INamedTypeSymbol? Platform(string metadataName) => Known.Compilation.GetTypeByMetadataName(metadataName);

    /// <summary>Whether the generator made the method.</summary>
    internal bool IsEntryPoint(IMethodSymbol method) =>
        method.ContainingType is { } type && _generated.GetOrAdd(type, _ => _entryPoints.Contains(method));

    /// <summary>A call of a task or of an actor's method, whose outcome comes as reference, stream or tuple of references.</summary>
    internal bool IsRemoteCall(IInvocationOperation call) =>
        (IsReference(call.Type) || IsStream(call.Type) || call.Type is { IsTupleType: true }) && IsEntryPoint(call.TargetMethod);

    internal bool IsTaskCall(IInvocationOperation call) => call.TargetMethod.IsStatic && IsRemoteCall(call);

    internal bool IsActorCall(IInvocationOperation call) => !call.TargetMethod.IsStatic && IsRemoteCall(call);

    internal bool IsCreation(IInvocationOperation call) => call.TargetMethod.Name == "CreateRemote" && IsHandle(call.Type) && IsEntryPoint(call.TargetMethod);

    /// <summary>A static method of <c>Ray</c>.</summary>
    internal bool IsRay(IMethodSymbol method, string name) => method.Name == name && method.ContainingType.Is(Known.Ray);

    internal bool IsPut(IInvocationOperation call) =>
        call.TargetMethod.Name == "Put" && (call.TargetMethod.ContainingType.Is(Known.Ray) || call.TargetMethod.ContainingType.Is(Known.IRayClient));

    internal bool IsReference(ITypeSymbol? type) => type is INamedTypeSymbol && (type.Is(Known.ObjectRef) || type.IsConstructedFrom(Known.ObjectRefOfT));

    internal bool IsStream(ITypeSymbol? type) => type is INamedTypeSymbol && type.IsConstructedFrom(Known.ObjectRefStream);

    internal bool IsHandle(ITypeSymbol? type) => type is INamedTypeSymbol && (type.Is(Known.ActorHandle) || type.IsConstructedFrom(Known.ActorHandleOfT));

    /// <summary>The class of the actor that a handle refers to.</summary>
    internal INamedTypeSymbol? ActorOf(ITypeSymbol? handle) =>
        handle is INamedTypeSymbol { Arity: 1 } named && named.IsConstructedFrom(Known.ActorHandleOfT) ? named.TypeArguments[0] as INamedTypeSymbol : null;

    internal bool IsActorClass(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } && type.HasAttribute(Known.ActorAttribute);

    /// <summary>The reference that an operation waits for: <c>await r</c>, <c>Ray.Get(r)</c>, <c>await Ray.GetAsync(r)</c>, <c>await r.AsTask()</c>.</summary>
    internal IOperation? Awaited(IOperation operation) => operation switch
    {
        IAwaitOperation { Operation: var operand } => Reference(operand),
        IInvocationOperation call when IsRay(call.TargetMethod, "Get") => Reference(call),
        _ => null,
    };

    private IOperation? Reference(IOperation operand)
    {
        IOperation current = operand.Unwrap();
        while (!IsReference(current.Type))
        {
            switch (current)
            {
                case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WaitAsync" }:
                    current = instance.Unwrap();
                    break;
                case IInvocationOperation call when (IsRay(call.TargetMethod, "GetAsync") || IsRay(call.TargetMethod, "Get"))
                    && call.Argument(0) is { } argument && IsReference(argument.Unwrap().Type):
                    return argument.Unwrap();
                default:
                    return null;
            }
        }

        return current;
    }

    private sealed class Holder(Compilation compilation)
    {
        internal RaySymbols? Symbols { get; } = KnownSymbols.For(compilation) is { } known ? new RaySymbols(known) : null;
    }
}
