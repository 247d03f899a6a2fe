using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Queries;

/// <summary>Calls that wait for arguments or for a retry.</summary>
internal sealed class WaitingTable(WaitingCalls calls) : CallTable(Waiting, 0)
{
    internal override int Read(ref long place, Span<ObjectCell?> cells) => calls.Read(place, cells);

    internal override NodeId? NodeOf(int index) => null;
}
