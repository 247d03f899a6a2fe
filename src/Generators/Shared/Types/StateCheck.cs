using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Reports what a copy would silently lose: values that generated code cannot read or cannot set.</summary>
internal static class StateCheck
{
    private const string Remedy = "Make it a public member that is settable or a constructor's parameter, or mark it with [IgnoreMember] if a copy can do without.";

    internal static void Run(TypeNode node, INamedTypeSymbol type, List<PlannedMember> members)
    {
        foreach (PlannedMember member in members)
        {
            CheckMember(node, member);
        }

        foreach (INamedTypeSymbol declaring in MemberReader.Lineage(type))
        {
            // The private fields of metadata are unknown.
            foreach (ISymbol member in declaring.DeclaringSyntaxReferences.IsEmpty ? [] : declaring.GetMembers())
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
            Add(node, member.Symbol, member.Type, "a copy would lose its value, because generated code cannot set it");
        }

        if (member is { IsIgnored: true, IsRequired: true })
        {
            Add(node, member.Symbol, member.Type, "it is required but also ignored");
        }

        if (travels && node.Plan.Members.Exists(other => other != member && other.Symbol.Name == member.Symbol.Name && other.Position < member.Position))
        {
            Add(node, member.Symbol, member.Type, "it hides a member of the same name of a base class");
        }
    }

    private static void CheckField(TypeNode node, IFieldSymbol field, List<PlannedMember> members)
    {
        ISymbol holder = field.AssociatedSymbol ?? field;
        if (members.Exists(member => member.Symbol.Name == holder.Name) || Attributes.IsIgnored(holder) || Attributes.IsIgnored(field))
        {
            return;
        }

        // A private field that is named like a member is taken for that member's storage.
        string name = Trim(field.Name);
        if (holder is IFieldSymbol && node.Plan!.Members.Exists(member => string.Equals(member.Symbol.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        Add(node, holder, field.Type, "a copy would lose its value, because generated code cannot read it");
    }

    private static void Add(TypeNode node, ISymbol member, ITypeSymbol type, string reason) =>
        node.Problems.Add(new TypeProblem(DiagnosticIds.TypeCannotTravel, "." + member.Name, ShapeNames.Readable(type), reason, Remedy));

    private static string Trim(string name)
    {
        string bare = name.StartsWith("m_", StringComparison.Ordinal) ? name.Substring(2) : name.TrimStart('_');
        return bare.Length == 0 ? name : bare;
    }
}
