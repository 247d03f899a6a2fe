using RayNet.CompilerServices;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Queries;

/// <summary>What the worker slots of an embedded cluster run: those of its node, or those of a placement group.</summary>
internal sealed class SlotsTable(LeaseManager leases, ulong number, NodeId node) : CallTable(Running, number)
{
    internal override int Read(ref long place, Span<ObjectCell?> cells) => leases.ReadRunning(place, cells);

    internal override NodeId? NodeOf(int index) => node;
}
