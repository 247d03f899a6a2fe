using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>What reflection sees of a value, as a judge that shares no code with the generator.</summary>
internal static class Structure
{
    /// <summary>All public values in a text that is equal for equal structures.</summary>
    internal static string Describe(object? value)
    {
        var text = new StringBuilder();
        Describe(text, value, 0);
        return text.ToString();
    }

    /// <summary>All objects that are reached over fields, public or not.</summary>
    internal static HashSet<object> Objects(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<object?>([root]);
        while (queue.TryDequeue(out object? next))
        {
            if (next is null or string or Type or Delegate or Uri or Version || !IsData(next.GetType()) || !seen.Add(next))
            {
                continue;
            }

            foreach (object? part in next is Array array ? array.Cast<object?>() : Fields(next))
            {
                queue.Enqueue(part);
            }
        }

        return seen;
    }

    private static IEnumerable<object?> Fields(object value)
    {
        for (Type? type = value.GetType(); type is not null && !type.IsPrimitive; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field.FieldType.IsPointer ? null : field.GetValue(value);
            }
        }
    }

    private static bool IsData(Type type) =>
        type is { IsPrimitive: false, IsEnum: false } && !type.Name.Contains("Comparer", StringComparison.Ordinal) 
        && type.Namespace is not ("System.Globalization" or "System.Threading");

    private static void Describe(StringBuilder text, object? value, int depth)
    {
        Assert.True(depth < 2000, "The value is endless.");
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case IFormattable scalar:
                text.Append(value.GetType().Name).Append(' ').Append(scalar.ToString(scalar is DateTime or DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture));
                break;
            case string or bool or Uri or StringBuilder or char:
                text.Append('"').Append(value).Append('"');
                break;
            case Array { Rank: > 1 } array:
                text.Append(string.Join('x', Enumerable.Range(0, array.Rank).Select(array.GetLength)));
                DescribeItems(text, array, depth);
                break;
            case ImmutableArray<int> { IsDefault: true }:
                text.Append("default");
                break;
            case IEnumerable items:
                DescribeItems(text, items, depth);
                break;
            default:
                DescribeMembers(text, value, depth);
                break;
        }
    }

    private static void DescribeItems(StringBuilder text, IEnumerable items, int depth)
    {
        IEnumerable<string> texts = items.Cast<object?>().Select(item =>
        {
            var inner = new StringBuilder();
            Describe(inner, item, depth + 1);
            return inner.ToString();
        });
        bool isOrdered = !items.GetType().Name.Contains("Set", StringComparison.Ordinal) && !items.GetType().Name.Contains("Dictionary", StringComparison.Ordinal);
        text.Append('[').AppendJoin(", ", isOrdered ? texts : texts.Order(StringComparer.Ordinal)).Append(']');
    }

    private static void DescribeMembers(StringBuilder text, object value, int depth)
    {
        Type type = value.GetType();
        text.Append(type.IsGenericType && type.Namespace == "System" && type.Name.Contains("Memory", StringComparison.Ordinal) ? "Memory" : type.Name).Append('{');
        if (type.GetMethod("ToArray", Type.EmptyTypes) is { } toArray)
        {
            Describe(text, toArray.Invoke(value, null), depth + 1);
        }
        else
        {
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Instance | BindingFlags.Public).OrderBy(static member => member.Name, StringComparer.Ordinal))
            {
                object? part = member switch
                {
                    PropertyInfo property when property.GetIndexParameters().Length == 0 && property.Name is not ("Gate" or "OnChange") => property.GetValue(value),
                    FieldInfo field => field.GetValue(value),
                    _ => null,
                };
                Describe(text.Append(member.Name).Append('='), part, depth + 1);
                text.Append(' ');
            }
        }

        text.Append('}');
    }
}
