namespace RayNet.Testing.Tests;

/// <summary>Options that choose a node by its custom resource.</summary>
internal static class On
{
    internal static TaskOptions Node(string resource, int? maxRetries = null) => new() { Resources = Quantity(resource), MaxRetries = maxRetries };

    internal static ActorOptions Actor(string resource, int? maxRestarts = null, int? maxTaskRetries = null) =>
        new() { Resources = Quantity(resource), MaxRestarts = maxRestarts, MaxTaskRetries = maxTaskRetries };

    internal static NodeOptions Has(string name, int cpus = 2) => new() { Name = name, NumCpus = cpus, Resources = new Dictionary<string, double> { [name] = 100 } };

    private static Dictionary<string, double> Quantity(string resource) => new() { [resource] = 1 };
}
