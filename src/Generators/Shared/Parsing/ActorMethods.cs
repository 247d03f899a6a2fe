using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads the remote methods of an actor class.</summary>
internal static class ActorMethods
{
    internal static EquatableArray<ActorMethodModel> Parse(INamedTypeSymbol type, string identity, EquatableArray<ConcurrencyGroupModel> groups, ParseContext context, List<IMethodSymbol>? symbols)
    {
        List<IMethodSymbol> candidates = ActorMethodSearch.Find(type, context.Known);
        var models = new List<ActorMethodModel>();
        foreach (IGrouping<string, IMethodSymbol> overloads in candidates.GroupBy(static method => method.Name))
        {
            bool isOverloaded = overloads.Skip(1).Any();
            foreach (IMethodSymbol method in overloads)
            {
                // Nobody can mark a method of another assembly, so it is left out without a word.
                ParseContext member = context.ForMember(listen: method.OriginalDefinition.IsInSource());
                if (ParseMethod(method, type, identity, groups, overloads, isOverloaded, member) is { } model)
                {
                    context.AddShapes(member.Shapes);
                    models.Add(model);
                    symbols?.Add(method);
                }
            }
        }

        return models.ToEquatableArray();
    }

    private static ActorMethodModel? ParseMethod(
        IMethodSymbol method,
        INamedTypeSymbol type,
        string identity,
        EquatableArray<ConcurrencyGroupModel> groups,
        IEnumerable<IMethodSymbol> overloads,
        bool isOverloaded,
        ParseContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (method.IsGenericMethod)
        {
            context.Report(DiagnosticIds.OpenGeneric, method.FirstLocation(), method.Name);
            return null;
        }

        if (NameClashes.IsHandleMember(method.Name, context.Known))
        {
            context.Report(DiagnosticIds.NameClash, method.FirstLocation(), method.Name, $"the member '{method.Name}' of every handle");
        }
        else if (NameClashes.FindTwin(method, overloads, context.Known) is { } twin)
        {
            context.Report(DiagnosticIds.NameClash, method.FirstLocation(), method.Name, $"that of '{twin.ToDisplayString()}', which differs only in what the worker supplies");
        }

        AttributeData? attribute = FindOptions(method, context.Known);
        var options = new OptionsParser(attribute, context);
        string? initializer = options
            .Text("ConcurrencyGroup", Group(attribute, groups, type, context))
            .Number("MaxTaskRetries", static value => value >= -1, "-1 (without limit) or more, or -2 (the actor's)", unset: -2)
            .RetryOn()
            .Timeout()
            .Number("StreamBufferSize", static value => value >= 0, "0 (without limit) or more")
            .Initializer("CallOptions");
        string methodIdentity = Identity.OfMethod(identity, method, options.CustomId());
        CallModel call = CallParser.Parse(method, type, method.Name, methodIdentity, attribute, initializer, context);
        return context.HasFailed ? null : new ActorMethodModel(call, TypeNames.Annotated(Declarer(method)), isOverloaded);
    }

    private static AttributeData? FindOptions(IMethodSymbol method, KnownSymbols known)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.FindAttribute(known.ActorMethodAttribute) is { } attribute)
            {
                return attribute;
            }
        }

        return null;
    }

    private static string? Group(AttributeData? attribute, EquatableArray<ConcurrencyGroupModel> groups, INamedTypeSymbol type, ParseContext context)
    {
        string? name = attribute?.Get<string?>("ConcurrencyGroup", null);
        if (name is null || groups.Any(group => group.Name == name))
        {
            return name;
        }

        context.Report(DiagnosticIds.InvalidConcurrencyGroup, attribute!.LocationOf("ConcurrencyGroup", context.CancellationToken), name, type.Name);
        return null;
    }

    /// <summary>
    /// The type to call the method through: the one that introduced it. Through a derived one, another overload could be chosen,
    /// because C# prefers the methods of the most derived class and does not count overrides.
    /// </summary>
    private static INamedTypeSymbol Declarer(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden && SymbolEqualityComparer.Default.Equals(overridden.ReturnType, method.ReturnType))
        {
            method = overridden;
        }

        return method.ContainingType;
    }
}
