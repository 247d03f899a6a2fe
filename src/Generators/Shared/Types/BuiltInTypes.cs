using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>What BuiltInTraits of RayNet.Abstractions knows; no manifest has to mention these types.</summary>
internal static class BuiltInTypes
{
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "System.Guid", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Uri",
        "System.Version", "System.Numerics.BigInteger", "System.Numerics.Complex", "System.Half", "RayNet.CompilerServices.Unit",
    };

    /// <summary>Whether values are immutable and known to every application.</summary>
    internal static bool IsImmutable(ITypeSymbol type) =>
        IsSpecial(type.SpecialType) || (type is INamedTypeSymbol { Arity: 0 } named && Named.Contains(TypeNames.Metadata(named)));

    /// <summary>Primitive types, decimal, string and DateTime.</summary>
    internal static bool IsSpecial(SpecialType type) => type
        is (>= SpecialType.System_Boolean and <= SpecialType.System_String)
        or SpecialType.System_DateTime;

    internal static bool HasBuiltInArray(ITypeSymbol element) =>
        IsSpecial(element.SpecialType) || (element is INamedTypeSymbol { Arity: 0 } named && TypeNames.Metadata(named) == "System.Guid");

    /// <summary>The methods of MessagePackReader and MessagePackWriter for a type that needs no formatter.</summary>
    internal static string? Primitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Char => "Char",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_String => "String",
        _ => null,
    };
}
