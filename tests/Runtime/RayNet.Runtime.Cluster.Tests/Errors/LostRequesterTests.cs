using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Errors;

/// <summary>A process ends while it asks for a worker: the answer finds nobody.</summary>
public sealed class LostRequesterTests(SharedCluster shared) : ClusterTests(shared)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_granted_to_a_process_that_is_gone_comes_free_again(bool waits)
    {
        using IDisposable use = Use();
        Assert.Equal(1, await Work.EchoRemote(1).Within());
        await Cluster.AllFree();
        JobId job = Cluster.Node.Workers.States()[0].Job;
        const ulong process = 4_712;
        var gone = new NodeApiSession(Cluster.Node, process, job, seesStore: true, isDriver: false);

        LeaseReply reply = await gone.RequestLeaseAsync(new LeaseRequest(job, 0, default, ResourceDemand.Create(1, 0, 0, []).ToUnits(), ForActor: false, [], 0, waits)).AsTask().Within();

        Assert.Equal(LeaseOutcome.Rejected, reply.Outcome);
        Assert.False(Cluster.Node.Scheduler.Read(static leases => leases.Any(static lease => lease.Request.Requester == process)));
        await Cluster.AllFree();
    }
}
