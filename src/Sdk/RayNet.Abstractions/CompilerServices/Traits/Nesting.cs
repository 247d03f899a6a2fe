using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RayNet.CompilerServices;

/// <summary>Limits how deep a value may be nested in values of its own type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Nesting
{
    /// <summary>Goes one level deeper; the caller decrements <paramref name="depth"/> on the way back.</summary>
    /// <param name="depth">The current depth of the type on this thread.</param>
    /// <param name="limit">The type's [MaxDepth].</param>
    /// <param name="type">The type.</param>
    /// <exception cref="RaySerializationException">The limit is reached.</exception>
    public static void Enter(ref int depth, int limit, Type type)
    {
        // Several limited types may contain each other, so their limits alone do not bound the stack.
        if (depth >= limit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Throw(limit, type);
        }

        depth++;
    }

    [DoesNotReturn]
    private static void Throw(int limit, Type type) => throw new RaySerializationException(
        $"A value of type '{type}' refers to itself, or is nested deeper than its [MaxDepth({limit})] allows. "
        + "Break the cycle, or raise the limit on the type (at most 400).");
}
