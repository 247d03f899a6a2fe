using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads the concurrency groups that a class and its base classes declare.</summary>
internal static class ConcurrencyGroups
{
    internal static EquatableArray<ConcurrencyGroupModel> Parse(INamedTypeSymbol type, ParseContext context)
    {
        var groups = new List<ConcurrencyGroupModel>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (AttributeData attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { } attributeType && attributeType.Is(context.Known.ConcurrencyGroupAttribute)
                    && attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[1].Value is int limit)
                {
                    Add(groups, attribute.ConstructorArguments[0].Value as string, limit, attribute, type, context);
                }
            }
        }

        return groups.OrderBy(static group => group.Name, StringComparer.Ordinal).ToEquatableArray();
    }

    private static void Add(List<ConcurrencyGroupModel> groups, string? name, int limit, AttributeData attribute, INamedTypeSymbol type, ParseContext context)
    {
        if (string.IsNullOrWhiteSpace(name) || groups.Any(group => group.Name == name))
        {
            context.Report(DiagnosticIds.InvalidConcurrencyGroup, attribute.LocationOf(0, context.CancellationToken), name ?? "null", type.Name);
        }
        else if (limit < 1)
        {
            context.Report(
                DiagnosticIds.InvalidConcurrencyGroup,
                attribute.LocationOf(1, context.CancellationToken),
                $"{name} = {limit.ToString(CultureInfo.InvariantCulture)}",
                type.Name);
        }
        else
        {
            groups.Add(new ConcurrencyGroupModel(name!, limit));
        }
    }
}
