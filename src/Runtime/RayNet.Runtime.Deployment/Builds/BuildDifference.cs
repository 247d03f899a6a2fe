using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>How a second build differs from a first one, by the names of files.</summary>
/// <param name="Added">Only in the second.</param>
/// <param name="Removed">Only in the first.</param>
/// <param name="Changed">In both, with another content or mode.</param>
/// <param name="StartsDifferently">Whether kind, entry or target framework differ.</param>
internal sealed record BuildDifference(ImmutableArray<string> Added, ImmutableArray<string> Removed, ImmutableArray<string> Changed, bool StartsDifferently)
{
    /// <summary>So many names say what happened; a thousand would hide it.</summary>
    private const int ShownNames = 10;

    internal bool IsEmpty => Added.IsEmpty && Removed.IsEmpty && Changed.IsEmpty && !StartsDifferently;

    public override string ToString()
    {
        string[] parts =
        [
            .. Part("changed", Changed),
            .. Part("added", Added),
            .. Part("removed", Removed),
            .. StartsDifferently ? (string[])["kind, entry assembly or target framework"] : [],
        ];
        return parts.Length == 0 ? "nothing" : string.Join("; ", parts);
    }

    private static string[] Part(string verb, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
        {
            return [];
        }

        // Assemblies first: they are what a developer rebuilt.
        IEnumerable<string> shown = names.OrderBy(static name => !name.EndsWith(".dll", StringComparison.Ordinal)).Take(ShownNames);
        string more = names.Length > ShownNames ? $" and {names.Length - ShownNames} more" : string.Empty;
        return [$"{verb} {string.Join(", ", shown)}{more}"];
    }
}
