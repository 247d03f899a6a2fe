namespace RayNet.Generators.Calls;

/// <summary>One of the overloads of an entry point.</summary>
/// <param name="Priority">Its overload resolution priority.</param>
/// <param name="TakesReferences">Whether it takes references in place of values.</param>
/// <param name="HasOptions">Whether it takes options and the caller's cancellation token.</param>
/// <param name="IsExpanded">Whether it keeps the user's params.</param>
internal readonly record struct Overload(int Priority, bool TakesReferences, bool HasOptions, bool IsExpanded)
{
    /// <summary>The overloads of an entry point.</summary>
    /// <param name="hasParams">Whether the last parameter is a params one, after which nothing can stand.</param>
    /// <param name="isOverloaded">
    /// Whether there are others of the name. Optional parameters of our own would make calls ambiguous that are not for the user's
    /// methods, so each overload comes once with the user's parameters alone, and these are tried first.
    /// </param>
    /// <param name="takesReferences">Whether a reference can stand for an argument.</param>
    internal static IEnumerable<Overload> Plan(bool hasParams, bool isOverloaded, bool takesReferences)
    {
        if (hasParams || isOverloaded)
        {
            yield return new Overload(2, TakesReferences: false, HasOptions: false, IsExpanded: true);
        }

        yield return new Overload(1, TakesReferences: false, HasOptions: true, IsExpanded: false);
        if (!takesReferences)
        {
            yield break;
        }

        if (isOverloaded)
        {
            yield return new Overload(0, TakesReferences: true, HasOptions: false, IsExpanded: false);
        }

        yield return new Overload(isOverloaded ? -1 : 0, TakesReferences: true, HasOptions: true, IsExpanded: false);
    }
}
