using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Tests.Harness;

/// <summary>Scans what a step holds for things that would keep a compilation alive or never be equal to the next one's.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SemanticModel), typeof(SyntaxTree), typeof(Location),
        typeof(AttributeData), typeof(IOperation), typeof(SyntaxReference), typeof(MetadataReference),
    ];

    internal static void AssertIsPlain(object? root, string step)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object?>([root]);
        while (pending.TryPop(out object? current))
        {
            if (current is null or string || current.GetType().IsPrimitive || current.GetType().IsEnum || !seen.Add(current))
            {
                continue;
            }

            Type type = current.GetType();
            Assert.False(Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)), $"Step {step} holds a {type}.");
            if (current is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    pending.Push(item);
                }
            }

            for (Type? declaring = type; declaring is not null && !declaring.IsArray; declaring = declaring.BaseType)
            {
                foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    pending.Push(field.GetValue(current));
                }
            }
        }
    }
}
