using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

internal sealed class TypeShapeParser
{
    private static readonly ConditionalWeakTable<Compilation, TypeShapeParser> Cache = new();

    internal static TypeShapeParser For(Compilation compilation) => Cache.GetValue(compilation, static _ => new TypeShapeParser());

    internal TypeUse Parse(ITypeSymbol type)
    {
        string? problem = type.TypeKind == TypeKind.Delegate || type.SpecialType is SpecialType.System_Object || type.Name.EndsWith("Stream", StringComparison.Ordinal)
            ? "is not data"
            : null;
        string name = TypeNames.Annotated(type);
        string? copy = type.TypeKind == TypeKind.Array ? "global::RayNet.RaySerializer.Copy<" + name + ">" : null;
        return new TypeUse(name, copy is null, copy, [], problem is null ? [] : [new TypeProblem("RN1004", string.Empty, name, problem, "use data")]);
    }
}
