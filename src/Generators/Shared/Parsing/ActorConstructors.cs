using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads the constructors of an actor class.</summary>
internal static class ActorConstructors
{
    internal static EquatableArray<CallModel> Parse(INamedTypeSymbol type, string identity, ParseContext context, List<IMethodSymbol>? symbols)
    {
        IMethodSymbol[] constructors =
        [
            .. type.InstanceConstructors.Where(constructor =>
                constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
                && !constructor.HasAttribute(context.Known.NotRemoteAttribute)),
        ];
        if (constructors.Length == 0)
        {
            context.Report(DiagnosticIds.InvalidActorClass, type.FirstLocation(), type.Name, "generated code can reach none of its constructors; make one internal or public");
            return [];
        }

        if (constructors.All(constructor => RequiredMembers.AreLeftOpen(type, constructor, context.Known)))
        {
            context.Report(DiagnosticIds.InvalidActorClass, type.FirstLocation(), type.Name, "it has required members that no constructor sets; set them in one with [SetsRequiredMembers]");
            return [];
        }

        var models = new List<CallModel>();
        foreach (IMethodSymbol constructor in constructors)
        {
            ParseContext member = context.ForMember();
            if (NameClashes.FindTwin(constructor, constructors, context.Known) is { } twin)
            {
                member.Report(DiagnosticIds.NameClash, constructor.FirstLocation(), "CreateRemote", $"that of '{twin.ToDisplayString()}', which differs only in what the worker supplies");
            }

            CallModel model = CallParser.Parse(constructor, type, "CreateRemote", Identity.OfMethod(identity, constructor, customId: null), attribute: null, options: null, member);
            if (!member.HasFailed && !RequiredMembers.AreLeftOpen(type, constructor, context.Known))
            {
                context.AddShapes(member.Shapes);
                models.Add(model);
                symbols?.Add(constructor);
            }
        }

        return models.ToEquatableArray();
    }
}
