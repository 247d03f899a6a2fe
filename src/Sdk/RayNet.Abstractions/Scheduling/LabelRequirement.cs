using System.Collections.Immutable;

namespace RayNet;

/// <summary>One condition on a node's labels.</summary>
public sealed class LabelRequirement : IEquatable<LabelRequirement>
{
    private readonly ImmutableArray<string> _values;

    internal LabelRequirement(string key, bool isNegated, ImmutableArray<string> values)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new InvalidOptionException("A label selector has a condition without a key. Write \"key=value\".");
        }

        if (values.IsDefaultOrEmpty)
        {
            throw new InvalidOptionException($"The condition on label '{key}' names no value. Write \"{key}=value\" or \"{key}=in(a,b)\".");
        }

        Key = key;
        IsNegated = isNegated;
        _values = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>Whether the label's value must be none of <see cref="Values"/>. A node without the label then matches, too.</summary>
    public bool IsNegated { get; }

    /// <summary>The values, each once and in order.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Whether a node with these labels meets the condition.</summary>
    /// <param name="labels">The node's labels.</param>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return (labels.TryGetValue(Key, out string? value) && _values.BinarySearch(value, StringComparer.Ordinal) >= 0) != IsNegated;
    }

    /// <inheritdoc />
    public bool Equals(LabelRequirement? other) =>
        other is not null && Key == other.Key && IsNegated == other.IsNegated && _values.AsSpan().SequenceEqual(other._values.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelRequirement);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, IsNegated, _values.Length, _values[0]);

    /// <summary>The condition as <see cref="LabelSelector.Parse"/> reads it.</summary>
    public override string ToString() => _values.Length == 1
        ? $"{Key}={(IsNegated ? "!" : string.Empty)}{_values[0]}"
        : $"{Key}={(IsNegated ? "!" : string.Empty)}in({string.Join(',', _values)})";
}
