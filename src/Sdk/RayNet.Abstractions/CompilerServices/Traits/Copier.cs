using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Copies values of a type whose traits are not generated.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Copier<T>
{
    /// <summary>A deep copy; immutable values are returned as they are.</summary>
    /// <param name="value">The original.</param>
    public static T Copy(T value)
    {
        ValueTraits<T> traits = ValueTraits<T>.Instance;
        return traits.IsImmutable ? value : traits.Copy(value);
    }
}
