using RayNet.Runtime.Control;
using RayNet.Runtime.Policies;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// Finds the node of a request for a worker: the policies choose by this node's view, and the chosen node has the last word. A decision by an old
/// view costs one question more.
/// </summary>
internal sealed class LeaseRouter(NodeAgent node, NodeView view, RemoteHolders holders, Func<NodeId, INodeService?> find, Func<Task> whenChanged, Func<CancellationToken, Task> askHead)
{
    private const int MostTried = 3;

    /// <summary>How long a request waits on a node that is not the requester's before that looks around again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal async ValueTask<LeaseReply> RequestAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (request.Hops > 0)
        {
            return await GrantForOtherAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (request.Scheduling is { } scheduling && scheduling.Group != default)
        {
            return scheduling.Node == node.Options.Id
                ? await GrantForOtherAsync(request, cancellationToken).ConfigureAwait(false)
                : await AskForBundleAsync(scheduling.Node, request, cancellationToken).ConfigureAwait(false);
        }

        PlacementRequest placement = view.Prepare(request);
        if (placement.Kind is PlacementKind.NodeAffinity or PlacementKind.SoftNodeAffinity && !view.Knows(placement.Node))
        {
            // Whoever asks may have heard of a node before this one has.
            await askHead(cancellationToken).ConfigureAwait(false);
        }

        if (await TryNowAsync(request, placement, cancellationToken).ConfigureAwait(false) is { } reply)
        {
            return reply;
        }

        if (request.Wait)
        {
            return await WaitAsync(request, placement, cancellationToken).ConfigureAwait(false);
        }

        PlacementOutcome outcome = view.Decide(placement);
        return LeasePlacement.Refuse(placement, outcome.IsPlaced ? PlacementOutcome.Wait(PendingReason.WaitingForResources) : outcome);
    }

    /// <summary>Asks the nodes that have room by the view. Nothing: the request has to wait.</summary>
    private async Task<LeaseReply?> TryNowAsync(LeaseRequest request, PlacementRequest placement, CancellationToken cancellationToken)
    {
        for (int tried = 0; tried < MostTried; tried++)
        {
            PlacementOutcome outcome = view.Decide(placement);
            if (outcome.Verdict == PlacementVerdict.Never)
            {
                return LeasePlacement.Refuse(placement, outcome);
            }

            if (!outcome.IsPlaced)
            {
                // What waits here for a worker was counted as used; a free worker of this job does not let it wait longer.
                return view.CanHold(node.Options.Id, placement) && node.Scheduler.TryGrant(request) is { Outcome: LeaseOutcome.Granted or LeaseOutcome.Rejected } here ? here : null;
            }

            bool isHere = outcome.Node == node.Options.Id;
            LeaseReply? reply = isHere ? node.Scheduler.TryGrant(request) : await TryOnAsync(outcome.Node, request, placement, cancellationToken).ConfigureAwait(false);
            if (reply is { Outcome: LeaseOutcome.Granted } || reply?.Outcome == (isHere ? LeaseOutcome.Rejected : LeaseOutcome.WorkerFailed))
            {
                // Another node that rejects is about to stop; only the own one knows that the job has ended.
                return reply;
            }

            if (reply is { Outcome: LeaseOutcome.Busy } && (isHere || placement.Kind != PlacementKind.Default))
            {
                // A worker is starting: waiting for it costs less than work far from its data, or where it was not wanted.
                return null;
            }

            placement = placement with { Except = placement.Except.Add(outcome.Node) };
        }

        return null;
    }

    /// <summary>Asks another node, and if the request may wait, also waits a moment for a worker that starts there.</summary>
    private async Task<LeaseReply?> TryOnAsync(NodeId id, LeaseRequest request, PlacementRequest placement, CancellationToken cancellationToken)
    {
        LeaseReply? reply = await TryOnceAsync(id, request, cancellationToken).ConfigureAwait(false);
        if (request.Wait && reply is { Outcome: LeaseOutcome.Busy })
        {
            reply = await WaitOnAsync(id, request, cancellationToken).ConfigureAwait(false);
        }

        if (reply is { Outcome: LeaseOutcome.Granted })
        {
            view.OnGranted(id, placement.Demand);
        }

        return reply;
    }

    /// <summary>Whoever asks for a bundle knows its node, and asks again when it is elsewhere.</summary>
    private async Task<LeaseReply> AskForBundleAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken)
    {
        LeaseReply? reply = find(id) is null
            ? null
            : request.Wait
                ? await WaitOnAsync(id, request, cancellationToken).ConfigureAwait(false)
                : await TryOnceAsync(id, request, cancellationToken).ConfigureAwait(false);
        return reply is { Outcome: not LeaseOutcome.Rejected } ? reply : new LeaseReply(LeaseOutcome.Busy, default, null, $"node {id} does not answer") { Reason = PendingReason.WaitingForPlacementGroup };
    }

    private async Task<LeaseReply?> TryOnceAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return find(id) is { } other ? await AskAsync(id, other, request with { Hops = 1, Wait = false }, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It is on its way out; the view follows.
            return null;
        }
    }

    private async Task<LeaseReply> AskAsync(NodeId id, INodeService other, LeaseRequest request, CancellationToken cancellationToken)
    {
        holders.OnAsking(request.Requester, id);
        try
        {
            return await other.RequestLeaseAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            holders.OnAnswered(request.Requester);
        }
    }

    /// <summary>Another node's request waits here for a while only: that node may see something better by then.</summary>
    private async Task<LeaseReply> GrantForOtherAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        // The view that sent it here may be old; labels are kept in any case.
        if (request.Scheduling is { } scheduling && scheduling.Group == default && LeasePlacement.CheckAlone(node.Info, request) is { IsPlaced: false } refused)
        {
            return LeasePlacement.Refuse(LeasePlacement.ToPlacement(request, node.Options.Id, 0), refused with { Verdict = PlacementVerdict.Wait });
        }

        return request.Wait ? await GrantPatientlyAsync(node, request, cancellationToken).ConfigureAwait(false) : node.Scheduler.TryGrant(request);
    }

    /// <summary>Waits on a node for a while only.</summary>
    internal static async Task<LeaseReply> GrantPatientlyAsync(NodeAgent node, LeaseRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, node.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await node.Scheduler.GrantAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LeaseReply(LeaseOutcome.Busy, default, null, $"node {node.Options.Name} has been busy for {Patience.TotalSeconds:0.#} s") { Reason = PendingReason.WaitingForResources };
        }
    }

    /// <summary>Has a request wait on another node for a moment: for a worker that starts there, or until those who hold its resources give way.</summary>
    private async Task<LeaseReply?> WaitOnAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken)
    {
        if (find(id) is not { } other)
        {
            return null;
        }

        // Not cancelled on the way: a grant that nobody hears of would hold its resources for good.
        Task<LeaseReply> reply = AskAsync(id, other, request with { Hops = 1, Wait = true }, CancellationToken.None);
        try
        {
            return await reply.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = GiveBackAsync(reply);
            throw;
        }
        catch (Exception)
        {
            // It is on its way out; the view follows.
            return null;
        }
    }

    /// <summary>Waits here if that will do, or else on another node that can hold it, and looks again at every change.</summary>
    private async Task<LeaseReply> WaitAsync(LeaseRequest request, PlacementRequest placement, CancellationToken cancellationToken)
    {
        using var local = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<LeaseReply?>? waiting = null;
        NodeId? place = null;
        while (true)
        {
            Task changed = whenChanged();
            if (waiting is null)
            {
                place = view.ChooseQueue(placement);
                waiting = place is { } id ? WaitAtAsync(id, request, local.Token) : null;
            }

            if (waiting is null)
            {
                // No node could ever run it.
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await Task.WhenAny(waiting, changed).WaitAsync(cancellationToken).ConfigureAwait(false) == waiting)
            {
                LeaseReply? reply = await waiting.ConfigureAwait(false);
                if (reply is { Outcome: LeaseOutcome.Granted or LeaseOutcome.WorkerFailed } || (place == node.Options.Id && reply is { Outcome: LeaseOutcome.Rejected }))
                {
                    return reply;
                }

                waiting = null;
                if (reply is not { Outcome: LeaseOutcome.Busy })
                {
                    // The node is on its way out, or is no longer what the view says.
                    await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            if (waiting is not null && place == node.Options.Id && view.HasRoomHere())
            {
                continue;
            }

            if (await TryNowAsync(request, waiting is null ? placement : placement with { Except = [place!.Value] }, cancellationToken).ConfigureAwait(false) is { } now)
            {
                await local.CancelAsync().ConfigureAwait(false);
                await (waiting is null ? Task.CompletedTask : GiveBackAsync(waiting)).ConfigureAwait(false);
                return now;
            }
        }
    }

    private async Task<LeaseReply?> WaitAtAsync(NodeId id, LeaseRequest request, CancellationToken cancellationToken) => id == node.Options.Id
        ? await node.Scheduler.GrantAsync(request, cancellationToken).ConfigureAwait(false)
        : await WaitOnAsync(id, request, cancellationToken).ConfigureAwait(false);

    /// <summary>A grant that came although it was not needed any more.</summary>
    private async Task GiveBackAsync<TReply>(Task<TReply> waiting)
    {
        try
        {
            if (await waiting.ConfigureAwait(false) is LeaseReply { Outcome: LeaseOutcome.Granted } unused)
            {
                await node.ReturnLeaseAsync(unused.Lease, workerIsBad: false, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or RayException or IOException)
        {
            // As it was asked to, or the leases of that node are gone with it.
        }
    }
}
