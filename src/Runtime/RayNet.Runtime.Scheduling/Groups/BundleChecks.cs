using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Groups;

/// <summary>Reads what users ask for.</summary>
internal static class BundleChecks
{
    /// <exception cref="InvalidOptionException">There are no bundles, one is empty or names a reserved resource, or a detached group has no name.</exception>
    internal static BundleRequest[] Read(IReadOnlyList<PlacementBundle> bundles, string? name, ActorLifetime lifetime)
    {
        if (bundles.Count == 0)
        {
            throw new InvalidOptionException("A placement group needs at least one bundle.");
        }

        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            throw new InvalidOptionException("The name of a placement group is empty. Leave it out, or give one.");
        }

        if (lifetime == ActorLifetime.Detached && name is null)
        {
            throw new InvalidOptionException("A placement group is detached and has no name, so nothing could find it again. Give it a name.");
        }

        return [.. bundles.Select(static (bundle, index) =>
        {
            ResourceDemand demand = ResourceDemand.Request(bundle.NumCpus, bundle.NumGpus, bundle.Memory, bundle.Resources);
            return demand.IsEmpty
                ? throw new InvalidOptionException($"Bundle {index} of a placement group holds nothing. Give it a quantity of some resource.")
                : new BundleRequest(demand, bundle.LabelSelector ?? LabelSelector.Any);
        })];
    }
}
