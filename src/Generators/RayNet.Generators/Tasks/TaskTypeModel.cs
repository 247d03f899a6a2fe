using System.Collections.Immutable;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Tasks;

/// <summary>A type with remote tasks: one generated file.</summary>
/// <param name="Host">The type.</param>
/// <param name="Methods">Its tasks, in a stable order, without the types that they reach.</param>
internal sealed record TaskTypeModel(HostModel Host, EquatableArray<RemoteMethodModel> Methods)
{
    internal static ImmutableArray<TaskTypeModel> Group(EquatableArray<RemoteMethodModel> methods)
    {
        var groups = new List<List<RemoteMethodModel>>();
        var byType = new Dictionary<string, List<RemoteMethodModel>>(StringComparer.Ordinal);
        foreach (RemoteMethodModel method in methods)
        {
            if (!byType.TryGetValue(method.Host.MetadataName, out List<RemoteMethodModel>? group))
            {
                byType.Add(method.Host.MetadataName, group = []);
                groups.Add(group);
            }

            group.Add(method);
        }

        var types = new TaskTypeModel[groups.Count];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = new TaskTypeModel(groups[i][0].Host, Distinct(groups[i]));
        }

        return ImmutableArray.Create(types);
    }

    /// <summary>Both parts of a partial method lead here, so a method can come twice.</summary>
    private static EquatableArray<RemoteMethodModel> Distinct(List<RemoteMethodModel> methods)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<RemoteMethodModel> distinct = methods.FindAll(method => seen.Add(method.Call.Descriptor));
        distinct.Sort(static (left, right) => string.CompareOrdinal(left.Call.Descriptor, right.Call.Descriptor));
        return new EquatableArray<RemoteMethodModel>(distinct.ToArray());
    }
}
