using System.Collections.Immutable;

namespace RayNet;

/// <summary>Conditions on the labels of a node; all of them must hold. Compared by value.</summary>
/// <remarks>A node's labels are given by <c>raynet start --labels</c>. Every node also has <c>raynet.io/node-id</c> and <c>raynet.io/node-name</c>.</remarks>
public sealed class LabelSelector : IEquatable<LabelSelector>
{
    private readonly ImmutableArray<LabelRequirement> _requirements;

    private LabelSelector(ImmutableArray<LabelRequirement> requirements) => _requirements = requirements;

    /// <summary>The selector that every node matches.</summary>
    public static LabelSelector Any { get; } = new([]);

    /// <summary>The conditions, in the order in which they were given.</summary>
    public IReadOnlyList<LabelRequirement> Requirements => _requirements;

    /// <summary>A selector of conditions as text.</summary>
    /// <param name="conditions">Each <c>"key=value"</c>, <c>"key=!value"</c>, <c>"key=in(a,b)"</c> or <c>"key=!in(a,b)"</c>.</param>
    /// <exception cref="InvalidOptionException">A condition has another form.</exception>
    public static LabelSelector Parse(params string[] conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return new LabelSelector([.. conditions.Select(static text => LabelExpression.TryParse(text, out string key, out bool isNegated, out string[] values)
            ? new LabelRequirement(key, isNegated, [.. values])
            : throw new InvalidOptionException($"'{text}' is no condition on a label. Write {LabelExpression.Allowed}."))]);
    }

    /// <summary>Adds: the label has this value.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">The value.</param>
    /// <returns>A new selector.</returns>
    public LabelSelector Equal(string key, string value) => Add(new LabelRequirement(key, isNegated: false, [value]));

    /// <summary>Adds: the label has another value, or the node does not have it.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">The value.</param>
    /// <returns>A new selector.</returns>
    public LabelSelector NotEqual(string key, string value) => Add(new LabelRequirement(key, isNegated: true, [value]));

    /// <summary>Adds: the label has one of these values.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="values">The values.</param>
    /// <returns>A new selector.</returns>
    public LabelSelector In(string key, params string[] values) => Add(new LabelRequirement(key, isNegated: false, [.. values]));

    /// <summary>Adds: the label has none of these values, or the node does not have it.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="values">The values.</param>
    /// <returns>A new selector.</returns>
    public LabelSelector NotIn(string key, params string[] values) => Add(new LabelRequirement(key, isNegated: true, [.. values]));

    /// <summary>Whether a node with these labels meets all conditions.</summary>
    /// <param name="labels">The node's labels.</param>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (LabelRequirement requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public bool Equals(LabelSelector? other) => other is not null && _requirements.AsSpan().SequenceEqual(other._requirements.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelSelector);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (LabelRequirement requirement in _requirements)
        {
            hash.Add(requirement);
        }

        return hash.ToHashCode();
    }

    /// <summary>The conditions as text, joined by "and".</summary>
    public override string ToString() => _requirements.IsEmpty ? "any node" : string.Join(" and ", _requirements);

    private LabelSelector Add(LabelRequirement requirement) => new(_requirements.Add(requirement));
}
