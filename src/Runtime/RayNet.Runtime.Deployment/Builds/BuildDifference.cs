using System.Collections.Immutable;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>How a second build differs from a first one, by the names of files.</summary>
/// <param name="Added">Only in the second.</param>
/// <param name="Removed">Only in the first.</param>
/// <param name="Changed">In both, with another content or mode.</param>
/// <param name="StartsDifferently">Whether kind, entry or target framework differ.</param>
internal sealed record BuildDifference(ImmutableArray<string> Added, ImmutableArray<string> Removed, ImmutableArray<string> Changed, bool StartsDifferently)
{
    /// <summary>Digits of a hash that tell two files apart.</summary>
    private const int ShownDigits = 8;

    /// <summary>So many names say what happened; a thousand would hide it.</summary>
    private const int ShownNames = 10;

    /// <summary>The contents of <see cref="Changed"/> in both builds, in the same order.</summary>
    internal ImmutableArray<(FileHash Before, FileHash After)> Contents { get; init; } = [];

    internal bool IsEmpty => Added.IsEmpty && Removed.IsEmpty && Changed.IsEmpty && !StartsDifferently;

    public override string ToString()
    {
        string[] parts =
        [
            .. Part("changed", [.. Changed.Select((name, i) => (name, i < Contents.Length ? $" ({Short(Contents[i].Before)}, then {Short(Contents[i].After)})" : string.Empty))]),
            .. Part("added", [.. Added.Select(static name => (name, string.Empty))]),
            .. Part("removed", [.. Removed.Select(static name => (name, string.Empty))]),
            .. StartsDifferently ? (string[])["kind, entry assembly or target framework"] : [],
        ];
        return parts.Length == 0 ? "nothing" : string.Join("; ", parts);
    }

    private static string Short(FileHash hash) => hash.ToString()[..ShownDigits];

    private static string[] Part(string verb, ImmutableArray<(string Name, string Contents)> names)
    {
        if (names.IsEmpty)
        {
            return [];
        }

        // Assemblies first: they are what a developer rebuilt.
        IEnumerable<string> shown = names.OrderBy(static item => !item.Name.EndsWith(".dll", StringComparison.Ordinal)).Take(ShownNames).Select(static item => item.Name + item.Contents);
        string more = names.Length > ShownNames ? $" and {names.Length - ShownNames} more" : string.Empty;
        return [$"{verb} {string.Join(", ", shown)}{more}"];
    }
}
