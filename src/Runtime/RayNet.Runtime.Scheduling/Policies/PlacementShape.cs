using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Policies;

/// <summary>What requests with the same demand and selector know of the nodes: which can hold one at all, and which may have room now.</summary>
internal sealed class PlacementShape(PlacementRequest request, LabelSelector selector, int words)
{
    private readonly ulong[] _feasible = new ulong[words];
    private int _feasibleCount;

    internal ResourceDemand Demand { get; } = request.Demand;

    /// <summary>Nodes that may have room: a superset of those that have.</summary>
    internal ulong[] Open { get; } = new ulong[words];

    internal bool IsFeasible => _feasibleCount > 0;

    internal bool CanHold(SchedulableNode node) => node.TakesWork && selector.Matches(node.Labels) && node.CanEverHold(request);

    internal void SetFeasible(int slot, bool value)
    {
        ref ulong word = ref _feasible[slot / 64];
        ulong bit = 1UL << (slot % 64);
        if ((word & bit) != 0 == value)
        {
            return;
        }

        word ^= bit;
        _feasibleCount += value ? 1 : -1;
        if (!value)
        {
            Close(slot);
        }
    }

    internal bool MayHold(int slot) => (Open[slot / 64] & (1UL << (slot % 64))) != 0;

    /// <summary>Something was given back there.</summary>
    internal void Reopen(int slot) => Open[slot / 64] |= _feasible[slot / 64] & (1UL << (slot % 64));

    internal void Close(int slot) => Open[slot / 64] &= ~(1UL << (slot % 64));
}
