namespace RayNet;

/// <summary>
/// Allows a type that contains itself (a tree, a linked list) in a remote signature, nested at most <paramref name="depth"/> times.
/// A value that is nested deeper, or refers to itself, fails with <see cref="RaySerializationException"/>.
/// </summary>
/// <param name="depth">The deepest nesting, at least 1 and at most 400.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class MaxDepthAttribute(int depth) : Attribute
{
    /// <summary>The deepest nesting of the type in itself.</summary>
    public int Depth { get; } = depth;
}
