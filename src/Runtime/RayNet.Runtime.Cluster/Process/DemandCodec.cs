using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster;

/// <summary>Demands on the wire: units by name, since the numbers of names are a process's own.</summary>
internal static class DemandCodec
{
    internal static Dictionary<string, long> ToUnits(ResourceDemand demand)
    {
        var units = new Dictionary<string, long>(demand.Resources.Length, StringComparer.Ordinal);
        for (int i = 0; i < demand.Resources.Length; i++)
        {
            units[ResourceNames.NameOf(demand.Resources[i])] = demand.Units[i];
        }

        return units;
    }

    internal static ResourceDemand FromQuantities(Dictionary<string, double> quantities) => ResourceDemand.FromQuantities(quantities);

    internal static ResourceDemand FromUnits(Dictionary<string, long> units) => ResourceDemand.FromUnits(units);
}
