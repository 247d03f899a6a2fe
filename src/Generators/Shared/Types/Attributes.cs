using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Reads the attributes that say how types travel.</summary>
internal static class Attributes
{
    internal static bool Has(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Is(attribute, name))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && name.EndsWith(type.Name, StringComparison.Ordinal) && TypeNames.Metadata(type) == name;

    /// <summary>The limit, forced into the range that the analyzer demands; 0 without the attribute.</summary>
    internal static int MaxDepth(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Is(attribute, "RayNet.MaxDepthAttribute"))
            {
                return Argument(attribute) is int depth ? Math.Min(Math.Max(depth, 1), 400) : 1;
            }
        }

        return 0;
    }

    private static object? Argument(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value : null;

    internal static bool IsIgnored(ISymbol member) =>
        Has(member, "MessagePack.IgnoreMemberAttribute")
        || Has(member, "System.Runtime.Serialization.IgnoreDataMemberAttribute")
        || Has(member, "System.NonSerializedAttribute");

    /// <summary>The number of [Key(1)]; names ([Key("a")]) order nothing.</summary>
    internal static int? Key(ISymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (Is(attribute, "MessagePack.KeyAttribute") && Argument(attribute) is int key)
            {
                return key;
            }
        }

        return null;
    }
}
