using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Queries;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>A queue of calls that wait for leases.</summary>
internal sealed class LeasedQueueTable(LeasedQueue queue) : CallTable(Queued, queue.Number)
{
    internal override int Read(ref long place, Span<ObjectCell?> cells) => queue.Read(ref place, cells);

    internal override NodeId? NodeOf(int index) => null;
}
