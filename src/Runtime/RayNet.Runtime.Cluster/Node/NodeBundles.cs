using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Does what the head says of placement groups, and answers.</summary>
internal sealed class NodeBundles(NodeAgent node)
{
    internal void OnOrder(BundleOrder order)
    {
        switch (order.Phase)
        {
            case BundlePhase.Prepare:
                _ = AnswerAsync(order, node.Scheduler.ChangeBundles(bundles => bundles.TryPrepare(order)));
                break;
            case BundlePhase.Commit:
                node.Scheduler.ChangeBundles(bundles =>
                {
                    bundles.Commit(order);
                    return true;
                });
                break;
            default:
                Return(order);
                break;
        }
    }

    /// <summary>Gives back what the head does not know of: it removed groups while the connection was broken.</summary>
    internal void Keep(PlacementGroupId[] groups)
    {
        BundleOrder[] gone = node.Scheduler.ChangeBundles(bundles => bundles.Groups.Except(groups).Select(group => new BundleOrder(group, 0, BundlePhase.Return, bundles.BundlesOf(group), [])).ToArray());
        foreach (BundleOrder order in gone)
        {
            Return(order);
        }
    }

    private void Return(BundleOrder order)
    {
        if (node.Scheduler.ChangeBundles(bundles => bundles.Return(order)))
        {
            node.Workers.EndGroup(order.Group);
        }
    }

    private async Task AnswerAsync(BundleOrder order, bool isPrepared)
    {
        try
        {
            await node.Head.AnswerBundlesAsync(node.Options.Id, order.Group, order.Attempt, isPrepared).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException or IOException or InvalidOperationException or ObjectDisposedException or Grpc.Core.RpcException)
        {
            // The head asks again when the node has connected again.
            node.Options.Logger.HeadLost(exception.Message);
        }
    }
}
