using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>Hands everything on, and notes when the head tells the node to stop: it need not connect again then.</summary>
internal sealed class StopWatchingReceiver(INodeReceiver inner, Action<string> onStop) : INodeReceiver
{
    public void OnView(ClusterView view) => inner.OnView(view);

    public void OnActor(ActorRecord actor) => inner.OnActor(actor);

    public void OnJobEnded(JobId job) => inner.OnJobEnded(job);

    public void OnPlaceActor(ActorRecord actor) => inner.OnPlaceActor(actor);

    public void OnBundles(BundleOrder order) => inner.OnBundles(order);

    public void OnGroups(PlacementGroupId[] groups) => inner.OnGroups(groups);

    public void OnQuotas(QuotaNews news) => inner.OnQuotas(news);

    public void OnStop(string reason)
    {
        onStop(reason);
        inner.OnStop(reason);
    }
}
