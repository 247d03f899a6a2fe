using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Queries;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>Calls on their way to one other process, or running there. Where both have dialed there are two links.</summary>
internal sealed class LinkTable(ulong process, PeerLink[] links) : CallTable(Running, process)
{
    private const int LinkShift = 32;

    private CallRoute?[] _routes = [];

    internal override int Read(ref long place, Span<ObjectCell?> cells)
    {
        if (_routes.Length < cells.Length)
        {
            _routes = new CallRoute?[cells.Length];
        }

        for (long link = place >> LinkShift; link < links.Length; link++, place = link << LinkShift)
        {
            int count = links[link].Slots.Read((int)place, cells, _routes);
            if (count > 0)
            {
                return count;
            }
        }

        return 0;
    }

    internal override NodeId? NodeOf(int index) => (_routes[index] as WorkerLease)?.Node;
}
