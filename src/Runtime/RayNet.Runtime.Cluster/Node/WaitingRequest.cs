using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>A request for a worker that could not be granted at once.</summary>
internal sealed class WaitingRequest(LeaseRequest request, ResourceDemand demand, ResourceDemand placement)
{
    private readonly TaskCompletionSource<LeaseReply> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LeaseRequest Request { get; } = request;

    internal ResourceDemand Demand { get; } = demand;

    internal ResourceDemand Placement { get; } = placement;

    internal Task<LeaseReply> Reply => _source.Task;

    internal bool TryComplete(LeaseReply reply) => _source.TrySetResult(reply);
}
