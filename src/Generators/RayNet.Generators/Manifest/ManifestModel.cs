using RayNet.Roslyn;

namespace RayNet.Generators.Manifest;

/// <summary>What an assembly contributes: names only.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Methods">Its remote methods, by id, each id once.</param>
/// <param name="ActorClasses">Its actor classes, by id, each id once.</param>
/// <param name="Types">Its types with generated traits.</param>
/// <param name="Startup">Its startup class, or <see langword="null"/>.</param>
/// <param name="Exposed">The generated services of its exposed classes, as source text.</param>
internal sealed record ManifestModel(
    AssemblyFacts Assembly,
    EquatableArray<ManifestEntry> Methods,
    EquatableArray<ManifestEntry> ActorClasses,
    EquatableArray<ManifestType> Types,
    string? Startup,
    EquatableArray<string> Exposed)
{
    internal bool IsEmpty => Methods.IsEmpty && ActorClasses.IsEmpty && Types.IsEmpty && Startup is null && Exposed.IsEmpty;

    internal static ManifestModel Create(
        AssemblyFacts assembly,
        IEnumerable<ManifestEntry> methods,
        IEnumerable<ManifestEntry> actorClasses,
        IEnumerable<ManifestType> types,
        IEnumerable<string> startups,
        IEnumerable<string> exposed) => new(
            assembly,
            Distinct(methods),
            Distinct(actorClasses),
            types.ToEquatableArray(),
            startups.Distinct().OrderBy(static name => name, StringComparer.Ordinal).FirstOrDefault(),
            exposed.Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>Two of an id are an error of the analyzer; the file has to compile all the same.</summary>
    private static EquatableArray<ManifestEntry> Distinct(IEnumerable<ManifestEntry> entries) =>
        entries.GroupBy(static entry => entry.Id)
            .Select(static same => same.OrderBy(static entry => entry.Descriptor, StringComparer.Ordinal).First())
            .OrderBy(static entry => entry.Id)
            .ToEquatableArray();
}
