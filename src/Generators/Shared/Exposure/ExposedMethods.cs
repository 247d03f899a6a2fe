using Microsoft.CodeAnalysis;
using RayNet.CompilerServices;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Rpc;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Exposure;

/// <summary>Reads the methods of a class with [Expose]: what MagicOnion's format can say of them.</summary>
internal sealed class ExposedMethods(INamedTypeSymbol type, ParseContext context, bool isActor)
{
    private static readonly string[] References =
    [
        "global::RayNet.CompilerServices.ObjectRefTraits",
        "global::RayNet.CompilerServices.ActorHandleTraits",
    ];

    /// <summary>Whether callers are meant to see a method.</summary>
    internal static bool IsCandidate(IMethodSymbol method, KnownSymbols known) =>
        method.DeclaredAccessibility == Accessibility.Public && !method.HasAttribute(known.NotExposedAttribute);

    /// <summary>Whether there is anything that callers are meant to see, right or wrong.</summary>
    internal bool HasCandidates(INamedTypeSymbol host) => host.GetMembers().OfType<IMethodSymbol>().Any(method =>
        IsCandidate(method, context.Known) && (isActor ? method.MethodKind == MethodKind.Ordinary && !method.IsStatic : method.HasAttribute(context.Known.RemoteAttribute)));

    internal EquatableArray<ExposedMethodModel> Parse(List<(IMethodSymbol Method, CallModel Call)> calls)
    {
        var models = new SortedDictionary<string, ExposedMethodModel>(StringComparer.Ordinal);
        var numbers = new Dictionary<int, string>();
        foreach ((IMethodSymbol method, CallModel call) in calls)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (Obstacle(method, call, models, numbers) is { } reason)
            {
                ExposeParser.Report(context.ForMember(), method.IsInSource() ? method.FirstLocation() : type.FirstLocation(), $"{type.Name}.{method.Name}", reason);
                continue;
            }

            numbers[MethodHash.Of(method.Name)] = method.Name;
            models.Add(method.Name, Model(method, call));
        }

        return models.Values.ToEquatableArray();
    }

    private string? Obstacle(IMethodSymbol method, CallModel call, SortedDictionary<string, ExposedMethodModel> models, Dictionary<int, string> numbers)
    {
        bool isStream = call.Return.Kind == ReturnKind.Stream;
        int most = RpcMethodParser.MaxParameters - (isActor ? 1 : 0) - (isStream ? 1 : 0);
        if (models.ContainsKey(method.Name))
        {
            return "there is another one of the name, and the name alone says what is called; rename it, or leave it out by [NotExposed]";
        }

        if (call.Parameters.Count(static parameter => parameter.IsSent) is var count && count > most)
        {
            return $"it has {count} parameters, more than the {most} that can be sent; put them into a record";
        }

        if (!call.Return.Parts.IsEmpty)
        {
            return "its result is split into references, which mean nothing outside of the cluster; leave it out by [NotExposed]";
        }

        IParameterSymbol? reference = method.Parameters.FirstOrDefault(parameter => ParameterParser.IsSent(parameter, context.Known) && HoldsReferences(parameter.Type));
        if (reference is not null)
        {
            return $"'{reference.Name}' holds a reference or handle, which means nothing outside of the cluster; take the value, or leave it out by [NotExposed]";
        }

        if (call.Return.HasResult && HoldsReferences(ResultOf(method, call)))
        {
            return "it returns a reference or handle, which means nothing outside of the cluster; return the value, or leave it out by [NotExposed]";
        }

        return method.Name is ExposedNames.StopMethod || ExposedNames.ItemPrefix + method.Name == ExposedNames.EndedMethod
            ? $"'{method.Name}' has a meaning of its own on the hub; rename it, or leave it out by [NotExposed]"
            : numbers.TryGetValue(MethodHash.Of(method.Name), out string? other) ? $"its number on the hub is that of '{other}', by accident; rename one of them, or leave it out by [NotExposed]"
            : null;
    }

    /// <summary>The type of the result or of an item.</summary>
    private static ITypeSymbol ResultOf(IMethodSymbol method, CallModel call) =>
        call.Return.Kind != ReturnKind.Value && method.ReturnType is INamedTypeSymbol { Arity: 1 } task ? task.TypeArguments[0] : method.ReturnType;

    private bool HoldsReferences(ITypeSymbol used) =>
        context.ForMember(listen: false).ParseType(used).Shapes.Any(static shape => References.Any(reference => shape.TraitsName.StartsWith(reference, StringComparison.Ordinal)))
        || used.Is(context.Known.ObjectRef) || used.Is(context.Known.ActorHandle) || used.IsConstructedFrom(context.Known.ObjectRefOfT) || used.IsConstructedFrom(context.Known.ActorHandleOfT);

    private static ExposedMethodModel Model(IMethodSymbol method, CallModel call)
    {
        Dictionary<string, ITypeSymbol> types = method.Parameters.ToDictionary(static parameter => parameter.Name, static parameter => parameter.Type);
        ParameterModel[] sent = [.. call.Parameters.Where(static parameter => parameter.IsSent)];
        return new ExposedMethodModel(
            method.Name,
            call.Descriptor,
            call.DocumentationId,
            call.Attributes,
            call.Return.Kind == ReturnKind.Stream,
            call.Return.HasResult ? call.Return.Type : null,
            sent.Select(parameter => new RpcParameterModel(parameter.Identifier, parameter.Type, parameter.Default, BuiltInTypes.Primitive(types[parameter.Name].SpecialType), IsToken: false)).ToEquatableArray(),
            call.Return.HasResult && ResultOf(method, call).IsValueType,
            sent.Length == 1 && types[sent[0].Name].IsValueType);
    }
}
