using System.Buffers.Binary;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The node's side of its link to a driver or worker.</summary>
internal sealed class ProcessSession : ILinkReceiver
{
    private readonly NodeAgent _node;
    private readonly Link _link;
    private readonly LinkRpc _rpc;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ProcessSession(NodeAgent node, Link link)
    {
        _node = node;
        _link = link;
        Api = new NodeApiSession(node, link.Peer.Process, link.Peer.Job, link.SharesMemory, link.Peer.Kind == ProcessKind.Driver);
        var dispatcher = new RpcDispatcher();
        dispatcher.Add((INodeApi)Api);
        dispatcher.Add(node.Head);
        if (node.Packages is { } packages)
        {
            dispatcher.Add(packages);
        }

        _rpc = new LinkRpc(link, dispatcher);
        Queries = new ProcessServiceClient(_rpc);
    }

    internal NodeApiSession Api { get; }

    /// <summary>What the process answers.</summary>
    internal IProcessService Queries { get; }

    /// <summary>Completes when the link has ended.</summary>
    internal Task Closed => _closed.Task;

    internal ulong Process => _link.Peer.Process;

    internal LinkHello Peer => _link.Peer;

    internal void Start() => _link.Start(this);

    internal void Close(string reason) => _link.Close(LinkError.Closed, reason);

    /// <summary>The process holds a lease that others wait for.</summary>
    internal void Reclaim(LeaseId lease)
    {
        Span<byte> payload = stackalloc byte[3 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, lease.Node.Origin);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[sizeof(ulong)..], lease.Node.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(payload[(2 * sizeof(ulong))..], lease.Number);
        _link.Post(FrameKind.Notice, (byte)NodeNotice.ReclaimLease, payload: payload);
    }

    /// <summary>The store is full of what its readers may not need any more.</summary>
    internal void Relieve() => _link.Post(FrameKind.Notice, (byte)NodeNotice.StoreFull);

    /// <summary>Any actor may have changed.</summary>
    internal void TellActors() => _link.Post(FrameKind.Notice, (byte)NodeNotice.ActorChanged);

    internal void TellActor(ActorRecord actor)
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(payload);
        writer.WriteArrayHeader(2);
        writer.Write(actor.Registration.Id.Origin);
        writer.Write(actor.Registration.Id.Sequence);
        writer.Flush();
        _link.Post(FrameKind.Notice, (byte)NodeNotice.ActorChanged, payload: payload.WrittenSpan);
    }

    /// <summary>A node was given up.</summary>
    internal void TellNodeLost(NodeId node)
    {
        Span<byte> payload = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, node.Origin);
        BinaryPrimitives.WriteUInt64LittleEndian(payload[sizeof(ulong)..], node.Sequence);
        _link.Post(FrameKind.Notice, (byte)NodeNotice.NodeLost, payload: payload);
    }

    /// <summary>The worker is to build a detached actor.</summary>
    internal void GiveActor(ActorRecord actor)
    {
        var payload = new System.Buffers.ArrayBufferWriter<byte>();
        RpcCodecs.Of<ActorRecord>().Encode(payload, actor);
        _link.Post(FrameKind.Notice, (byte)NodeNotice.PlaceActor, payload: payload.WrittenSpan);
    }

    void ILinkReceiver.OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        if (!_rpc.TryHandle(header, payload))
        {
            throw new LinkException(LinkError.Protocol, $"A frame of kind {(byte)header.Kind} came over the link to the node.");
        }
    }

    bool ILinkReceiver.OnBatchEnd(Link link) => true;

    void ILinkReceiver.OnClosed(Link link, LinkException reason)
    {
        _rpc.OnClosed(reason);
        _closed.TrySetResult();
        _node.OnProcessLost(this, reason);
    }
}
