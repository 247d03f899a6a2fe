using System.Buffers.Binary;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A process's link to its node: calls there, notices from there.</summary>
internal sealed class NodeConnection : ILinkReceiver
{
    private readonly Link _link;
    private readonly RpcDispatcher _served = new();
    private readonly LinkRpc _rpc;
    private readonly ActorWatch _actors;
    private readonly TaskCompletionSource<LinkException> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterRuntime? _runtime;

    internal NodeConnection(Link link)
    {
        _link = link;
        _rpc = new LinkRpc(link, _served) { ErrorOf = LossCauses.OfNode };
        Api = new NodeApiClient(_rpc);
        Head = new HeadServiceClient(_rpc);
        _actors = new ActorWatch(Head, TimeProvider.System);
        Packages = new PackageServiceClient(_rpc);
    }

    internal INodeApi Api { get; }

    internal IHeadService Head { get; }

    internal IPackageService Packages { get; }

    internal LinkHello Node => _link.Peer;

    /// <summary>The node asks for a stream, with this ticket, to somebody who cannot connect to this process.</summary>
    internal Action<string>? StreamAsked { get; init; }

    /// <summary>Completes when the node is gone, with the reason.</summary>
    internal Task<LinkException> Closed => _closed.Task;

    internal void Start(ClusterRuntime runtime)
    {
        _runtime = runtime;
        _served.Add((IProcessService)runtime.Queries);
        runtime.WaitForActorAsync = _actors.WaitAsync;
        runtime.Builds.Packages = Packages;
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
                _runtime!.OnReclaim(ReadLease(payload.Span));
                break;
            case NodeNotice.ActorChanged:
                _actors.OnChanged();
                break;
            case NodeNotice.OpenStream:
                StreamAsked?.Invoke(System.Text.Encoding.ASCII.GetString(payload.Span));
                break;
            case NodeNotice.PlaceActor:
                _runtime!.Hosted.Place(RpcCodecs.Of<ActorRecord>().Decode(new System.Buffers.ReadOnlySequence<byte>(payload)));
                break;
            case NodeNotice.StoreFull:
                _runtime!.Objects.Views.Relieve();
                break;
            case NodeNotice.NodeLost:
                _runtime!.Peers.OnNodeLost(ReadNode(payload.Span));
                break;
        }
    }

    bool ILinkReceiver.OnBatchEnd(Link link) => true;

    void ILinkReceiver.OnClosed(Link link, LinkException reason)
    {
        // From here on every call fails with the loss of the node, and not with that of a worker or an actor.
        _rpc.OnClosed(reason);
        // Nobody tells of actors any more: who waits for one asks again, and fails.
        _actors.OnChanged();
        _closed.TrySetResult(reason);
    }

    private static NodeId ReadNode(ReadOnlySpan<byte> payload) => new(BinaryPrimitives.ReadUInt64LittleEndian(payload), BinaryPrimitives.ReadUInt64LittleEndian(payload[sizeof(ulong)..]));

    private static LeaseId ReadLease(ReadOnlySpan<byte> payload) => new(
        ReadNode(payload),
        BinaryPrimitives.ReadInt64LittleEndian(payload[(2 * sizeof(ulong))..]));
}
