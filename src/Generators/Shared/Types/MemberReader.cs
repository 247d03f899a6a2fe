using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>
/// The public properties and fields of a type: base classes first, in each class the properties before the fields, both as declared.
/// (Metadata keeps these two lists only, and a type must look the same from every assembly.)
/// </summary>
internal static class MemberReader
{
    internal static List<PlannedMember> Read(INamedTypeSymbol type, TypeGraph graph)
    {
        var members = new List<PlannedMember>();
        if (type.IsTupleType)
        {
            // Longer tuples have virtual fields too (Item8 for Rest.Item1).
            string[] names = ["Item1", "Item2", "Item3", "Item4", "Item5", "Item6", "Item7", "Rest"];
            foreach (IFieldSymbol field in names.SelectMany(name => type.GetMembers(name)).OfType<IFieldSymbol>())
            {
                AddField(members, field);
            }

            return members;
        }

        foreach (INamedTypeSymbol declaring in Lineage(type))
        {
            ReadDeclared(members, declaring, graph);
        }

        return members;
    }

    private static void ReadDeclared(List<PlannedMember> members, INamedTypeSymbol type, TypeGraph graph)
    {
        HashSet<ISymbol> automatic = AutomaticProperties(type);
        string metadataName = TypeNames.Metadata(type);
        bool isPlain = PlainPlatformTypes.Contains(metadataName);
        foreach (IPropertySymbol property in PlainPlatformTypes.HasFieldsOnly(metadataName) ? [] : type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public, ReturnsByRef: false, ReturnsByRefReadonly: false })
            {
                AddProperty(members, property, isPlain || automatic.Contains(property) || IsAutomaticInMetadata(property), graph);
            }
        }

        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field is { IsStatic: false, IsConst: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public })
            {
                AddField(members, field);
            }
        }
    }

    /// <summary>The type and its bases, the most basic first.</summary>
    internal static List<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        var lineage = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? current = type;
            current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) };
            current = current.BaseType)
        {
            lineage.Insert(0, current);
        }

        return lineage;
    }

    private static void AddProperty(List<PlannedMember> members, IPropertySymbol property, bool isState, TypeGraph graph)
    {
        int overridden = property.IsOverride ? members.FindIndex(known => known.Symbol.Name == property.Name) : -1;
        IMethodSymbol? setter = FindSetter(property);
        var member = new PlannedMember(property, property.Type, isState || (overridden >= 0 && members[overridden].IsState))
        {
            IsIgnored = Attributes.IsIgnored(property),
            CanSet = setter is not null && graph.IsAccessible(setter),
            IsInitOnly = setter is { IsInitOnly: true },
            IsRequired = property.IsRequired,
            Key = Attributes.Key(property),
        };
        if (overridden >= 0)
        {
            member.Key ??= members[overridden].Key;
            members[overridden] = member;
        }
        else
        {
            members.Add(member);
        }
    }

    private static void AddField(List<PlannedMember> members, IFieldSymbol field) => members.Add(new PlannedMember(field, field.Type, isState: true)
    {
        IsIgnored = Attributes.IsIgnored(field),
        CanSet = !field.IsReadOnly,
        IsRequired = field.IsRequired,
        Key = Attributes.Key(field),
    });

    /// <summary>An override may repeat the getter only.</summary>
    private static IMethodSymbol? FindSetter(IPropertySymbol property)
    {
        for (IPropertySymbol? current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.SetMethod is { } setter)
            {
                return setter;
            }
        }

        return null;
    }

    private static HashSet<ISymbol> AutomaticProperties(INamedTypeSymbol type)
    {
        var properties = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: IPropertySymbol property })
            {
                properties.Add(property);
            }
        }

        return properties;
    }

    /// <summary>Private fields are not imported, but the compiler marks the accessors that it wrote.</summary>
    private static bool IsAutomaticInMetadata(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty && !property.IsImplicitlyDeclared
        && Attributes.Has(property.GetMethod!, "System.Runtime.CompilerServices.CompilerGeneratedAttribute");
}
