namespace RayNet.Roslyn.Types;

/// <summary>A class or struct.</summary>
/// <param name="IsValueType">Whether it is a struct.</param>
/// <param name="IsSealed">Whether a value's runtime type is always the declared one.</param>
/// <param name="MaxDepth">The deepest nesting in itself, or 0 without a limit.</param>
/// <param name="Members">In wire order.</param>
/// <param name="ConstructorArguments">Indexes into <paramref name="Members"/>, in the order of the parameters.</param>
/// <param name="WireLength">The number of array elements that are written; positions without a member are nil.</param>
/// <param name="RequiredLength">The fewest array elements from which a value can be built.</param>
internal sealed record ObjectShape(
    bool IsValueType,
    bool IsSealed,
    int MaxDepth,
    EquatableArray<TypeMember> Members,
    EquatableArray<int> ConstructorArguments,
    int WireLength,
    int RequiredLength);
