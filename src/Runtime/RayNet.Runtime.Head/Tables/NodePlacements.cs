using System.Collections.Immutable;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Head.Tables;

/// <summary>Actors that a node was told to make and has not reported yet: what they will hold is not in the node's report.</summary>
/// <param name="Count">How many.</param>
/// <param name="Units">What they will hold in units of 1/10000, so that sums are exact.</param>
internal sealed record NodePlacements(int Count, ImmutableSortedDictionary<string, long> Units)
{
    internal static readonly NodePlacements None = new(0, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    internal NodePlacements Add(ActorRegistration actor) => Change(actor, 1);

    internal NodePlacements Remove(ActorRegistration actor) => Change(actor, -1);

    private NodePlacements Change(ActorRegistration actor, int sign)
    {
        ImmutableSortedDictionary<string, long> units = Units;
        foreach ((string name, double quantity) in actor.Resources)
        {
            long sum = units.GetValueOrDefault(name) + (sign * ResourceQuantity.Round(quantity));
            units = sum == 0 ? units.Remove(name) : units.SetItem(name, sum);
        }

        return new NodePlacements(Count + sign, units);
    }
}
