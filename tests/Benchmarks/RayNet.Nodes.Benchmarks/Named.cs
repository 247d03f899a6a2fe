using RayNet.Testing;

namespace RayNet.Nodes.Benchmarks;

/// <summary>Nodes with a resource of their own, by which tasks choose them.</summary>
internal static class Named
{
    internal static TaskOptions On(int number) => new() { Resources = new Dictionary<string, double> { [Name(number)] = 1 } };

    internal static NodeOptions Node(int number, long store) => new()
    {
        Name = Name(number),
        Resources = new Dictionary<string, double> { [Name(number)] = 1 },
        ObjectStoreBytes = store,
    };

    private static string Name(int number) => $"n{number}";
}
