using Microsoft.CodeAnalysis;

namespace RayNet.CodeFixes;

/// <summary>Follows a path such as <c>order.Lines[].Product</c> or <c>shape(Circle).Center</c> from the type of its root.</summary>
internal sealed class MemberPath
{
    private static readonly char[] Starts = ['.', '[', '('];

    private MemberPath()
    {
    }

    /// <summary>The last property or field of the path.</summary>
    internal ISymbol? Member { get; private set; }

    /// <summary>The types on the way, the root's first.</summary>
    internal List<ITypeSymbol> Types { get; } = [];

    /// <returns>Null when the path does not fit the type.</returns>
    internal static MemberPath? Follow(ITypeSymbol root, string path)
    {
        var result = new MemberPath();
        result.Types.Add(root);
        int at = path.IndexOfAny(Starts);
        while (at >= 0 && at < path.Length)
        {
            int end = path.IndexOfAny(Starts, at + 1);
            string step = path.Substring(at, (end < 0 ? path.Length : end) - at);
            if (!result.Step(step))
            {
                return null;
            }

            at = end;
        }

        return result;
    }

    private bool Step(string step)
    {
        ITypeSymbol current = WithoutNullable(Types[Types.Count - 1]);
        if (step == "[]")
        {
            return current is IArrayTypeSymbol array ? Enter(array.ElementType)
                : current is INamedTypeSymbol { TypeArguments.Length: 1 } collection ? Enter(collection.TypeArguments[0])
                : current is INamedTypeSymbol { TypeArguments.Length: 2 };
        }

        if (step[0] == '(')
        {
            return EnterSubtype(current, step.Trim('(', ')'));
        }

        string name = step.Substring(1);
        if (current is INamedTypeSymbol { TypeArguments.Length: 2 } map && name is "Key" or "Value" && current.GetMembers(name).IsEmpty)
        {
            return Enter(((INamedTypeSymbol)current).TypeArguments[name == "Key" ? 0 : 1]);
        }

        for (ITypeSymbol? type = current; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(name))
            {
                if (member is IPropertySymbol or IFieldSymbol)
                {
                    Member = member.OriginalDefinition;
                    return Enter(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type);
                }
            }
        }

        return false;
    }

    private bool EnterSubtype(ITypeSymbol union, string name) =>
        union.GetAttributes().SelectMany(static attribute => attribute.ConstructorArguments).Select(static argument => argument.Value).OfType<ITypeSymbol>()
            .FirstOrDefault(type => type.Name == name) is { } subtype && Enter(subtype);

    private bool Enter(ITypeSymbol type)
    {
        Types.Add(type);
        return true;
    }

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
