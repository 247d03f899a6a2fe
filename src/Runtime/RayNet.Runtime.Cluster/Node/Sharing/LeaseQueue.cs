using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Node.Sharing;

/// <summary>The requests that wait on a node, in the order of their jobs' shares; those of one job and priority in the order in which they came. Guarded by the scheduler's lock.</summary>
internal sealed class LeaseQueue
{
    private readonly Dictionary<(JobShare Share, int Priority, bool InGroup), LinkedList<WaitingRequest>> _flows = [];

    internal int Count { get; private set; }

    internal bool HasFlows => _flows.Count > 1;

    internal IEnumerable<WaitingRequest> All => _flows.Values.SelectMany(static flow => flow);

    /// <summary>The first of each flow.</summary>
    internal IEnumerable<WaitingRequest> Heads => _flows.Values.Select(static flow => flow.First!.Value);

    internal void Add(WaitingRequest request)
    {
        (JobShare, int, bool) key = KeyOf(request);
        if (!_flows.TryGetValue(key, out LinkedList<WaitingRequest>? flow))
        {
            _flows.Add(key, flow = new LinkedList<WaitingRequest>());
        }

        request.Place = flow.AddLast(request);
        Count++;
    }

    /// <returns>Whether it waited.</returns>
    internal bool Remove(WaitingRequest request)
    {
        if (request.Place?.List is not { } flow)
        {
            return false;
        }

        flow.Remove(request.Place);
        Count--;
        if (flow.Count == 0)
        {
            _flows.Remove(KeyOf(request));
        }

        return true;
    }

    /// <summary>All of them, the first to be served first.</summary>
    internal List<WaitingRequest> InOrder(Func<ShareUsage> usage, TimeProvider time)
    {
        if (_flows.Count <= 1)
        {
            return [.. All];
        }

        ShareUsage now = usage();
        return
        [
            .. _flows.Values.Select(flow => (Flow: flow, Claim: flow.First!.Value.ToClaim(time)))
                .Order(Comparer<(LinkedList<WaitingRequest> Flow, ShareClaim Claim)>.Create((left, right) => FairOrder.Compare(left.Claim, right.Claim, now)))
                .SelectMany(static item => item.Flow),
        ];
    }

    private static (JobShare, int, bool) KeyOf(WaitingRequest request) => (request.Share, request.Request.Priority, request.InGroup);
}
