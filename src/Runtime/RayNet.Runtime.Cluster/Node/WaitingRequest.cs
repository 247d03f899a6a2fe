using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>A request for a worker that could not be granted at once.</summary>
internal sealed class WaitingRequest(LeaseRequest request, ResourceDemand demand, ResourceDemand placement, JobShare share, long number, long since)
{
    private readonly TaskCompletionSource<LeaseReply> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LeaseRequest Request { get; } = request;

    internal ResourceDemand Demand { get; } = demand;

    internal ResourceDemand Placement { get; } = placement;

    internal JobShare Share { get; } = share;

    internal bool InGroup => Request.Scheduling is { } scheduling && scheduling.Group != default;

    /// <summary>Whether only its team's quota stands in the way.</summary>
    internal bool IsOverQuota { get; set; }

    /// <summary>Where it waits.</summary>
    internal LinkedListNode<WaitingRequest>? Place { get; set; }

    internal Task<LeaseReply> Reply => _source.Task;

    internal bool TryComplete(LeaseReply reply) => _source.TrySetResult(reply);

    /// <summary>As policies see it.</summary>
    internal ShareClaim ToClaim(TimeProvider time) => new(number, Share.Job, Share.Team.Name, Share.Priority, Request.Priority, Demand, time.GetElapsedTime(since)) { IsOverQuota = IsOverQuota };
}
