using RayNet.Generators.Exposure;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Types;

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

    internal static ManifestModel Create(Findings findings)
    {
        var methods = new List<ManifestEntry>(findings.Tasks.Count);
        var classes = new List<ManifestEntry>(findings.Actors.Count);
        foreach (RemoteMethodModel task in findings.Tasks)
        {
            methods.Add(Entry(task.Host, task.Call));
        }

        foreach (ActorModel actor in findings.Actors)
        {
            classes.Add(new ManifestEntry(actor.Id, $"{actor.Host.ExtensionsFullName}.Class"));
            foreach (CallModel constructor in actor.Constructors)
            {
                methods.Add(Entry(actor.Host, constructor));
            }

            foreach (ActorMethodModel method in actor.Methods)
            {
                methods.Add(Entry(actor.Host, method.Call));
            }
        }

        return new ManifestModel(findings.Assembly, Distinct(methods), Distinct(classes), TypesOf(findings.Shapes), FirstStartup(findings.Startups), Services(findings.Exposed));
    }

    private static ManifestEntry Entry(HostModel host, CallModel call) => new(call.Id, $"{host.ExtensionsFullName}.{call.Descriptor}.Method");

    /// <summary>Two of an id are an error of the analyzer; the file has to compile all the same.</summary>
    private static EquatableArray<ManifestEntry> Distinct(List<ManifestEntry> entries)
    {
        entries.Sort(static (left, right) => left.Id != right.Id ? left.Id.CompareTo(right.Id) : string.CompareOrdinal(left.Descriptor, right.Descriptor));
        var distinct = new List<ManifestEntry>(entries.Count);
        foreach (ManifestEntry entry in entries)
        {
            if (distinct.Count == 0 || distinct[distinct.Count - 1].Id != entry.Id)
            {
                distinct.Add(entry);
            }
        }

        return new EquatableArray<ManifestEntry>(distinct.ToArray());
    }

    private static EquatableArray<ManifestType> TypesOf(EquatableArray<TypeShape> shapes)
    {
        var types = new ManifestType[shapes.Count];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = new ManifestType(shapes[i].FullName, shapes[i].TraitsName);
        }

        return new EquatableArray<ManifestType>(types);
    }

    private static string? FirstStartup(EquatableArray<StartupModel> startups)
    {
        string? first = null;
        foreach (StartupModel startup in startups)
        {
            first = first is null || string.CompareOrdinal(startup.FullName, first) < 0 ? startup.FullName : first;
        }

        return first;
    }

    private static EquatableArray<string> Services(EquatableArray<ExposedModel> exposed)
    {
        var services = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ExposedModel model in exposed)
        {
            services.Add(ExposureEmitter.ServiceOf(model));
        }

        return services.ToEquatableArray();
    }
}
