using Microsoft.CodeAnalysis;
using RayNet.CompilerServices;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Rpc;

/// <summary>Reads the methods of RPC interfaces.</summary>
internal sealed class RpcMethodParser(ParseContext context, RpcSymbols rpc)
{
    /// <summary>MagicOnion's limit, which its tuples of arguments set.</summary>
    internal const int MaxParameters = 15;

    /// <summary>The methods of an interface and of those that it derives from, in the order of their names.</summary>
    internal EquatableArray<RpcMethodModel> Parse(INamedTypeSymbol type, RpcRole role)
    {
        var methods = new SortedDictionary<string, RpcMethodModel>(StringComparer.Ordinal);
        var numbers = new Dictionary<int, ISymbol>();
        foreach (ISymbol member in type.AllInterfaces.Insert(0, type).SelectMany(static contract => contract.GetMembers()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (member is { IsStatic: true } or { IsAbstract: false } or IMethodSymbol { AssociatedSymbol: not null } or INamedTypeSymbol)
            {
                continue;
            }

            if (member is not IMethodSymbol method || Obstacle(method) is not null)
            {
                RpcInterfaceParser.Report(context, member, member is IMethodSymbol invalid ? Obstacle(invalid)! : "only methods are called over the wire");
                continue;
            }

            RpcMethodModel model = Parse(method, role);
            if (methods.ContainsKey(model.WireName) || methods.Values.Any(other => other.Name == model.Name))
            {
                RpcInterfaceParser.Report(context, method, $"'{model.WireName}' is there already, and the name alone says what is called; rename one of the overloads");
            }
            else if (role != RpcRole.Service && numbers.TryGetValue(model.Id, out ISymbol? other))
            {
                RpcInterfaceParser.Report(context, method, $"its number {model.Id} is that of '{other.Name}', by accident; rename one of them");
            }
            else
            {
                methods.Add(model.WireName, model);
                numbers[model.Id] = method;
            }
        }

        return methods.Values.ToEquatableArray();
    }

    private RpcMethodModel Parse(IMethodSymbol method, RpcRole role)
    {
        string name = rpc.Method is { } attribute && method.FindAttribute(attribute)?.ConstructorArguments.FirstOrDefault().Value is string given ? given : method.Name;
        (ReturnKind kind, ITypeSymbol? result) = Unwrap(method.ReturnType);
        if (method.ReturnType.ContainsError())
        {
            context.FailSilently();
        }
        else if (kind == ReturnKind.Value || method.RefKind != RefKind.None || (kind == ReturnKind.Void && role == RpcRole.Service))
        {
            RpcInterfaceParser.Report(context, method, role == RpcRole.Service
                ? "it returns something else than Task, Task<T>, ValueTask or ValueTask<T>"
                : "it returns something else than void, Task, Task<T>, ValueTask or ValueTask<T>");
            result = null;
        }

        return new RpcMethodModel(
            Identifiers.Escape(method.Name),
            name,
            MethodHash.Of(name),
            kind,
            TypeNames.Annotated(method.ReturnType),
            result is null ? null : Name(result, $"The result of '{method.Name}'", "result", method.FirstLocation()),
            ParseParameters(method));
    }

    private EquatableArray<RpcParameterModel> ParseParameters(IMethodSymbol method)
    {
        var parameters = new List<RpcParameterModel>(method.Parameters.Length);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ITypeSymbol type = parameter.Type;
            if (type.ContainsError() || parameter.Name.Length == 0)
            {
                context.FailSilently();
            }
            else if (type.Is(context.Known.CancellationToken))
            {
                parameters.Add(new RpcParameterModel(Identifiers.Escape(parameter.Name), TypeNames.Annotated(type), parameter.IsOptional ? "default" : null, Primitive: null, IsToken: true));
            }
            else
            {
                parameters.Add(new RpcParameterModel(
                    Identifiers.Escape(parameter.Name),
                    Name(type, $"Parameter '{parameter.Name}'", parameter.Name, parameter.FirstLocation()),
                    Parsing.DefaultValues.Format(parameter),
                    BuiltInTypes.Primitive(type.SpecialType),
                    IsToken: false));
            }
        }

        return parameters.ToEquatableArray();
    }

    private string Name(ITypeSymbol type, string subject, string root, Location location)
    {
        TypeUse use = context.ParseType(type);
        TypeProblems.Report(use, subject, root, location, context);
        return use.Name;
    }

    private (ReturnKind Kind, ITypeSymbol? Result) Unwrap(ITypeSymbol type)
    {
        KnownSymbols known = context.Known;
        return type switch
        {
            { SpecialType: SpecialType.System_Void } => (ReturnKind.Void, null),
            _ when type.Is(known.Task) => (ReturnKind.Task, null),
            _ when type.Is(known.ValueTask) => (ReturnKind.ValueTask, null),
            INamedTypeSymbol task when task.IsConstructedFrom(known.TaskOfT) => (ReturnKind.TaskOfT, task.TypeArguments[0]),
            INamedTypeSymbol task when task.IsConstructedFrom(known.ValueTaskOfT) => (ReturnKind.ValueTaskOfT, task.TypeArguments[0]),
            _ => (ReturnKind.Value, null),
        };
    }

    private string? Obstacle(IMethodSymbol method)
    {
        int tokens = method.Parameters.Count(parameter => parameter.Type.Is(context.Known.CancellationToken));
        return method switch
        {
            { MethodKind: not MethodKind.Ordinary } => "only ordinary methods are called over the wire",
            { IsGenericMethod: true } => "it is generic; write a method for each type that you need",
            { IsVararg: true } => "its arguments have no types",
            _ when method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None) is { } byReference => $"'{byReference.Name}' is passed by reference; pass values",
            _ when tokens > 1 => "it has more than one CancellationToken",
            _ when method.Parameters.Length - tokens > MaxParameters => $"it has more than {MaxParameters} parameters; put them into a record",
            _ => null,
        };
    }
}
