using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The errors of generated copiers and formatters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueErrors
{
    /// <summary>A value is of a class that derives from the declared one; a copy would lose what the class adds.</summary>
    /// <param name="actual">The value's type.</param>
    /// <param name="declared">The declared type.</param>
    public static RaySerializationException Derived(Type actual, Type declared) => new(
        $"A value is of type '{actual}', but its declared type is '{declared}', and what '{actual}' adds would be lost. Declare '{actual}', "
        + $"or make '{declared}' an abstract class whose [Union] attributes list its implementations.");

    /// <summary>A value is of a type that the declared type's [Union] attributes do not list.</summary>
    /// <param name="actual">The value's type.</param>
    /// <param name="declared">The declared type.</param>
    public static RaySerializationException Unlisted(Type actual, Type declared) => new(
        $"A value is of type '{actual}', which is not among the [Union] attributes of '{declared}'. Add [Union(number, typeof({actual.Name}))] to '{declared}'.");
}
