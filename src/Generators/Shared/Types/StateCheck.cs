using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Reports what a copy would silently lose: values that generated code cannot read or cannot set.</summary>
internal static class StateCheck
{
    private const string Remedy = "make it a public member that is settable or a constructor's parameter, or mark it with [IgnoreMember] if a copy can do without";

    internal static void Run(TypeNode node, INamedTypeSymbol type, List<PlannedMember> members)
    {
        foreach (PlannedMember member in members)
        {
            CheckMember(node, member);
        }

        foreach (INamedTypeSymbol declaring in MemberReader.Lineage(type))
        {
            // The private fields of metadata are unknown, and a tuple has none. Listeners of events are no data.
            foreach (ISymbol member in type.IsTupleType || declaring.DeclaringSyntaxReferences.IsEmpty ? [] : declaring.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, AssociatedSymbol: not IEventSymbol } field)
                {
                    CheckField(node, field, members);
                }
            }
        }
    }

    private static void CheckMember(TypeNode node, PlannedMember member)
    {
        bool travels = node.Plan!.Members.Contains(member);
        if (!travels && !member.IsIgnored && member.IsState)
        {
            Add(node, member.Symbol.Name, member.Type, "a copy would lose its value, because generated code cannot set it");
        }

        if (member is { IsIgnored: true, IsRequired: true })
        {
            Add(node, member.Symbol.Name, member.Type, "it is required but also ignored");
        }

        if (travels && node.Plan.Members.Exists(other => other != member && other.Symbol.Name == member.Symbol.Name && other.Position < member.Position))
        {
            Add(node, member.Symbol.Name, member.Type, "it hides a member of the same name of a base class");
        }
    }

    private static void CheckField(TypeNode node, IFieldSymbol field, List<PlannedMember> members)
    {
        ISymbol holder = field.AssociatedSymbol ?? field;
        if (members.Exists(member => member.Symbol.Name == holder.Name) || Attributes.IsIgnored(holder) || Attributes.IsIgnored(field))
        {
            return;
        }

        // A private field, or a captured parameter (<name>P), behind a property that travels is set through that property.
        string name = field.Name.StartsWith("<", StringComparison.Ordinal) ? field.Name.Substring(1, field.Name.IndexOf('>') - 1) : field.Name;
        if (holder is not IFieldSymbol || !node.Plan!.Members.Exists(member => Mentions.In(member.Symbol, name)))
        {
            Add(node, holder is IFieldSymbol ? name : holder.Name, field.Type, "a copy would lose its value, because generated code cannot read it");
        }
    }

    private static void Add(TypeNode node, string member, ITypeSymbol type, string reason) =>
        node.Problems.Add(new TypeProblem(DiagnosticIds.TypeCannotTravel, "." + member, ShapeNames.Readable(type), reason, Remedy));
}
