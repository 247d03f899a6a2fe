using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn.Parsing;

/// <summary>Attributes that warn callers. Generated members repeat them: a caller is warned, and the generated code itself may use the member.</summary>
internal static class CallerAttributes
{
    /// <summary>The attributes of a symbol as source text, one on each line.</summary>
    internal static string Format(ISymbol symbol, KnownSymbols known)
    {
        string text = string.Empty;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && (type.Is(known.ObsoleteAttribute) || type.Is(known.ExperimentalAttribute)) && attribute.AttributeConstructor is not null)
            {
                text = text + (text.Length == 0 ? string.Empty : "\n") + Format(attribute, type);
            }
        }

        return text;
    }

    /// <summary>Caller-information attributes of a parameter, in front of its type.</summary>
    internal static string FormatCallerInfo(IParameterSymbol parameter)
    {
        string text = string.Empty;
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is
                {
                    Name: "CallerMemberNameAttribute" or "CallerFilePathAttribute" or "CallerLineNumberAttribute" or "CallerArgumentExpressionAttribute",
                    ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } },
                } type && attribute.AttributeConstructor is not null)
            {
                text += Format(attribute, type) + " ";
            }
        }

        return text;
    }

    private static string Format(AttributeData attribute, INamedTypeSymbol type)
    {
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(static argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
        return $"[{TypeNames.Plain(type)}({string.Join(", ", arguments)})]";
    }
}
