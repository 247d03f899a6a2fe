using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A process's link to its node: calls there, notices from there.</summary>
internal sealed class NodeConnection : ILinkReceiver
{
    private readonly Link _link;
    private readonly LinkRpc _rpc;
    private readonly TaskCompletionSource<LinkException> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterRuntime? _runtime;
    private TaskCompletionSource _actorChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal NodeConnection(Link link)
    {
        _link = link;
        _rpc = new LinkRpc(link, null);
        Api = new NodeApiClient(_rpc);
        Head = new HeadServiceClient(_rpc);
    }

    internal INodeApi Api { get; }

    internal IHeadService Head { get; }

    internal LinkHello Node => _link.Peer;

    /// <summary>Completes when the node is gone, with the reason.</summary>
    internal Task<LinkException> Closed => _closed.Task;

    internal void Start(ClusterRuntime runtime)
    {
        _runtime = runtime;
        runtime.WaitForActorAsync = WaitForActorAsync;
        _link.Start(this);
    }

    internal void Close(string reason) => _link.Close(LinkError.Closed, reason);

    void ILinkReceiver.OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        if (_rpc.TryHandle(header, payload) || header.Kind != FrameKind.Notice)
        {
            return;
        }

        switch ((NodeNotice)header.Flags)
        {
            case NodeNotice.ReclaimLease:
                _runtime!.OnReclaim(new LeaseId(_runtime.NodeId, header.Slot));
                break;
            case NodeNotice.ActorChanged:
                Interlocked.Exchange(ref _actorChanged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                break;
            case NodeNotice.StoreFull:
                _runtime!.Objects.Views.Relieve();
                break;
            case NodeNotice.LogLines:
                _runtime!.OnLogLines(payload);
                break;
        }
    }

    bool ILinkReceiver.OnBatchEnd(Link link) => true;

    void ILinkReceiver.OnClosed(Link link, LinkException reason)
    {
        _rpc.OnClosed(reason);
        _closed.TrySetResult(reason);
    }

    private async Task<ActorRecord?> WaitForActorAsync(ActorId id)
    {
        while (true)
        {
            Task changed = Volatile.Read(ref _actorChanged).Task;
            ActorRecord? actor = await Head.GetActorAsync(id).ConfigureAwait(false);
            if (actor is null || actor.Process != 0 || actor.State == ActorLiveness.Dead)
            {
                return actor;
            }

            await changed.ConfigureAwait(false);
        }
    }
}
