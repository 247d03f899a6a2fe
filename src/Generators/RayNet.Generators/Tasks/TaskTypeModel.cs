using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Tasks;

/// <summary>A type with remote tasks: one generated file.</summary>
/// <param name="Host">The type.</param>
/// <param name="Methods">Its tasks, in a stable order, without the types that they reach.</param>
internal sealed record TaskTypeModel(HostModel Host, EquatableArray<RemoteMethodModel> Methods)
{
    internal static IEnumerable<TaskTypeModel> Group(IEnumerable<RemoteMethodModel> methods) =>
        from method in methods
        group method by method.Host into type
        select new TaskTypeModel(type.Key, Distinct(type));

    /// <summary>Both parts of a partial method lead here, so a method can come twice.</summary>
    private static EquatableArray<RemoteMethodModel> Distinct(IEnumerable<RemoteMethodModel> methods) =>
        methods.GroupBy(static method => method.Call.Descriptor, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => group.First())
            .ToEquatableArray();
}
