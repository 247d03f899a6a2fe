using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Roslyn.Exposure;

/// <summary>Reads a class with [Expose].</summary>
internal static class ExposeParser
{
    /// <summary>The model, or <see langword="null"/> when the class cannot be served. Methods that are wrong are left out.</summary>
    /// <param name="type">The class.</param>
    /// <param name="known">The symbols to look for.</param>
    /// <param name="problems">Takes what is wrong, if anyone listens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static ExposedModel? Parse(INamedTypeSymbol type, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (type.FindAttribute(known.ExposeAttribute) is not { } attribute || !type.HasUsableNames())
        {
            return null;
        }

        var context = new ParseContext(known, problems, cancellationToken);
        string baseName = BaseName(type, attribute);
        if (!SyntaxFacts.IsValidIdentifier(baseName))
        {
            Report(context, attribute.LocationOf("Name", cancellationToken), type.Name, $"'{baseName}' cannot be part of a name; use letters and digits");
            return null;
        }

        bool isActor = type.HasAttribute(known.ActorAttribute);
        ActorModel? actor = null;
        List<(IMethodSymbol Method, CallModel Call)> calls = isActor ? ActorCalls(type, context, out actor) : TaskCalls(type, context);
        if (isActor && actor is null)
        {
            // Why it is no actor is reported elsewhere.
            return null;
        }

        var methods = new ExposedMethods(type, context, isActor);
        EquatableArray<ExposedMethodModel> models = methods.Parse(calls);
        if (calls.Count == 0 && !methods.HasCandidates(type))
        {
            Report(context, type.FirstLocation(), type.Name, isActor
                ? "it has no public method that could be served"
                : "it has no public [Remote] method that could be served; mark methods [Remote], or the class [Actor]");
        }

        string? creation = CreationOf(type, attribute, actor, context);
        CheckClient(type, baseName, context);
        return context.HasFailed || models.IsEmpty ? null : new ExposedModel(HostParser.Parse(type, known), baseName, isActor, creation, models);
    }

    /// <summary>What the names of the class on the wire are made from.</summary>
    internal static string BaseName(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.Get<string?>("Name", null) ?? type.NestedName().Replace('.', '_');

    internal static void Report(ParseContext context, Location location, string member, string reason) =>
        context.Report(DiagnosticIds.InvalidExposure, location, member, reason);

    private static List<(IMethodSymbol Method, CallModel Call)> TaskCalls(INamedTypeSymbol type, ParseContext context) =>
    [
        .. from method in type.GetMembers().OfType<IMethodSymbol>()
           where method.HasAttribute(context.Known.RemoteAttribute) && ExposedMethods.IsCandidate(method, context.Known)
           let model = RemoteMethodParser.Parse(method, context.Known, problems: null, context.CancellationToken)
           where model is not null
           select (method, model.Call),
    ];

    private static List<(IMethodSymbol Method, CallModel Call)> ActorCalls(INamedTypeSymbol type, ParseContext context, out ActorModel? actor)
    {
        var symbols = new List<IMethodSymbol>();
        actor = ActorParser.Parse(type, context.Known, problems: null, context.CancellationToken, symbols);
        return actor is not { } model ? [] :
        [
            .. symbols.Skip(model.Constructors.Count).Zip(model.Methods, static (symbol, method) => (symbol, method.Call))
                .Where(pair => ExposedMethods.IsCandidate(pair.symbol, context.Known)),
        ];
    }

    private static string? CreationOf(INamedTypeSymbol type, AttributeData attribute, ActorModel? actor, ParseContext context)
    {
        if (!attribute.Get("CreateIfMissing", false))
        {
            return null;
        }

        Location location = attribute.LocationOf("CreateIfMissing", context.CancellationToken);
        if (actor is null)
        {
            Report(context, location, type.Name, "it is no actor class, so there is nothing to create; leave CreateIfMissing out");
            return null;
        }

        foreach (CallModel constructor in actor.Constructors)
        {
            ParameterModel[] sent = [.. constructor.Parameters.Where(static parameter => parameter.IsSent)];
            if (sent.All(static parameter => parameter.Default is not null || parameter.IsParams))
            {
                return $"new {actor.Host.ExtensionsFullName}.{constructor.Descriptor}.ValueCall({string.Join(", ", sent.Select(static parameter => parameter.Default ?? "[]"))})";
            }
        }

        Report(context, location, type.Name, "a call has no arguments for its constructor; give it a constructor whose parameters are optional or come from services, or create the actors yourself");
        return null;
    }

    /// <summary>Whether the generator made a type: analyzers see it beside the user's.</summary>
    private static bool IsOurs(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is "RayNet.Generators");

    /// <summary>The generated client gets a name that the user's own type may have already.</summary>
    private static void CheckClient(INamedTypeSymbol type, string baseName, ParseContext context)
    {
        string client = baseName + "Client";
        foreach (INamedTypeSymbol other in type.ContainingNamespace.GetTypeMembers())
        {
            if (other.Name == client && other.Arity == 0 && !IsOurs(other))
            {
                Report(context, type.FirstLocation(), type.Name, $"its client would be '{client}', which is there already; set another name by [Expose(Name = \"...\")]");
            }
        }
    }
}
