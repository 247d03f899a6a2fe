using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn.Parsing;

/// <summary>Default values of parameters as source text.</summary>
internal static class DefaultValues
{
    /// <summary>The default value; <see langword="null"/> where the caller must give the argument.</summary>
    internal static string? Format(IParameterSymbol parameter)
    {
        if (!parameter.IsOptional)
        {
            return null;
        }

        object? value = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
        if (value is null)
        {
            return Empty(parameter.Type);
        }

        // The constant of an attribute, which no literal can express.
        if (value is DateTime)
        {
            return null;
        }

        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        return type.TypeKind == TypeKind.Enum
            ? $"({TypeNames.Plain(type)}){EnumValue(Literal(value))}"
            : Literal(value);
    }

    private static string Empty(ITypeSymbol type) =>
        type.IsValueType
            ? type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "null" : "default"
            : type.NullableAnnotation == NullableAnnotation.Annotated ? "null" : "null!";

    private static string EnumValue(string number) => char.IsDigit(number[0]) ? number : $"({number})";

    private static string Literal(object value) => value switch
    {
        bool boolean => boolean ? "true" : "false",
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        float number => Float(number),
        double number => Double(number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        int number => number == int.MinValue ? "int.MinValue" : number.ToString(CultureInfo.InvariantCulture),
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };

    internal static string Double(double number) => number switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        0d when 1d / number < 0d => "-0d",
        _ => number.ToString("R", CultureInfo.InvariantCulture) + "d",
    };

    private static string Float(float number) => number switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        0f when 1f / number < 0f => "-0f",
        _ => number.ToString("R", CultureInfo.InvariantCulture) + "f",
    };
}
