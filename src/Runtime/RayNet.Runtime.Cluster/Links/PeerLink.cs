using System.Diagnostics;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Execution;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>What this process shares with one other process: calls in both directions, numbers of methods and actors, counted references.</summary>
internal sealed class PeerLink : ILinkReceiver
{
    private const int FlushAtBytes = 4 * 1024;

    [ThreadStatic]
    private static Link? t_dirty;

    [ThreadStatic]
    private static bool t_reading;

    private readonly MethodNumbers _methods = new();
    private readonly List<CallRoute> _touched = [];
    private readonly InlineWork _inline;

    internal PeerLink(ClusterRuntime runtime, Link link)
    {
        Runtime = runtime;
        Link = link;
        Options = new WireOptions(new PeerWireContext(this));
        Incoming = new IncomingCalls(this);
        _inline = new InlineWork(runtime.Engine.Queue);
    }

    internal ClusterRuntime Runtime { get; }

    internal Link Link { get; }

    internal ulong Process => Link.Peer.Process;

    internal WireOptions Options { get; }

    /// <summary>Calls that this process made and the other one runs.</summary>
    internal SlotTable Slots { get; } = new();

    /// <summary>Calls that the other process made and this one runs.</summary>
    internal IncomingCalls Incoming { get; }

    /// <summary>Numbers that actors have on this link, given by the side that calls them. Only under the link's gate.</summary>
    internal Dictionary<ActorId, uint> ActorNumbers { get; } = [];

    /// <summary>Sends what this thread wrote and has not sent.</summary>
    internal static void FlushDirty()
    {
        if (t_dirty is { } link)
        {
            t_dirty = null;
            if (t_reading)
            {
                link.ScheduleFlush();
            }
            else
            {
                link.Flush();
            }
        }
    }

    internal void Start() => Link.Start(this);

    /// <summary>Something was written to the link. It is sent when the thread waits, has nothing else to do, or has written enough.</summary>
    internal void Touch()
    {
        if (!ReferenceEquals(t_dirty, Link))
        {
            t_dirty?.ScheduleFlush();
            t_dirty = Link;
        }

        if (Link.Output.Length >= FlushAtBytes)
        {
            FlushDirty();
        }
        else
        {
            Link.MarkDirty();
        }
    }

    /// <summary>The number of a method on this link. Only under the gate, before a frame is begun.</summary>
    internal ushort NumberOf(RemoteMethod method) => _methods.NumberOf(Link, method);

    /// <summary>A method by its number, for messages.</summary>
    internal string DescribeMethod(ushort number) => _methods.Describe(number);

    /// <summary>Sends one frame with a payload that is written now.</summary>
    internal bool TrySend(FrameKind kind, byte flags, uint slot, FramePayload write)
    {
        lock (Link.Gate)
        {
            if (Link.IsClosed)
            {
                return false;
            }

            Link.BeginFrame(kind, flags, 0, slot);
            try
            {
                var writer = new MessagePackWriter(Link.Output);
                write(ref writer);
                writer.Flush();
                Link.EndFrame();
            }
            catch
            {
                Link.DropFrame();
                throw;
            }
        }

        Touch();
        return true;
    }

    void ILinkReceiver.OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
    {
        t_reading = true;
        bool isCall = header.Kind is FrameKind.Call or FrameKind.ActorCall;
        if (isCall)
        {
            EmbeddedCluster.CaptureWork(_inline.CaptureFor(header.Method, isLone));
        }

        try
        {
            Handle(header, payload);
        }
        finally
        {
            if (isCall)
            {
                EmbeddedCluster.CaptureWork(null);
            }
        }
    }

    bool ILinkReceiver.OnBatchEnd(Link link)
    {
        t_reading = true;
        foreach (CallRoute route in _touched)
        {
            route.IsTouched = false;
            route.OnBatchEnd();
        }

        _touched.Clear();
        FlushDirty();
        t_reading = false;

        // Before the beginning: from then on the reading, and what it keeps, may be another thread's.
        Capture kept = _inline.Kept;
        if (kept.Count == 0 && !AwaitContinuation.HasKept)
        {
            _inline.End(0);
            return true;
        }

        int token = link.BeginInline();
        long begin = Stopwatch.GetTimestamp();
        InlineWork.Run(kept);
        long elapsed = Stopwatch.GetTimestamp() - begin;
        AwaitContinuation.ResumeKept();
        FlushDirty();
        if (!link.EndInline(token))
        {
            return false;
        }

        _inline.End(elapsed);
        return true;
    }

    void ILinkReceiver.OnTakeOver(Link link) => _inline.OnTakeOver();

    void ILinkReceiver.OnClosed(Link link, LinkException reason)
    {
        t_reading = false;
        Runtime.OnPeerLost(this, reason);
    }

    private void Handle(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        switch (header.Kind)
        {
            case FrameKind.DefineMethod:
                _methods.Define(header.Method, payload);
                break;
            case FrameKind.Call:
                Incoming.OnCall(header, MethodOf(header), payload);
                break;
            case FrameKind.ActorCall:
                Incoming.OnActorCall(header, MethodOf(header), payload);
                break;
            case FrameKind.CreateActor:
                Incoming.OnCreateActor(header, MethodOf(header), payload);
                break;
            case FrameKind.Cancel:
                Incoming.OnCancel(header);
                break;
            case FrameKind.KillActor:
            case FrameKind.TerminateActor:
                Incoming.OnEndActor(header, payload);
                break;
            case FrameKind.EndLease:
                Incoming.OnEndLease(header.Slot);
                break;
            case FrameKind.Reply:
                OnReply(header, payload);
                break;
            case FrameKind.ReplyStored:
                OnReplyStored(header, payload);
                break;
            case FrameKind.Error:
                OnError(header, payload);
                break;
            case FrameKind.StreamItem:
                OnStreamItem(header, payload);
                break;
            case FrameKind.StreamCredit:
                Incoming.OnStreamCredit(header);
                break;
            case FrameKind.ActorState:
                Runtime.Actors.OnState(this, payload);
                break;
            case FrameKind.Snapshot:
                Runtime.Actors.Snapshots.OnSnapshot(this, header, payload);
                break;
            case FrameKind.SnapshotKept:
                Runtime.Actors.Snapshots.OnKept(this, header, payload);
                break;
            case FrameKind.FindActor:
                Runtime.Actors.Locator.OnAsked(this, header, payload);
                break;
            case FrameKind.ActorPlace:
                Runtime.Actors.Locator.OnAnswer(this, header, payload);
                break;
            default:
                Runtime.References.OnFrame(this, header, payload);
                break;
        }
    }

    private RemoteMethod? MethodOf(in FrameHeader header) => _methods.Find(header.Method);

    private ObjectCell? Answered(uint slot, out CallRoute? route)
    {
        ObjectCell? call = Slots.Take(slot, out route);
        if (route is not null)
        {
            route.OnAnswered();
            if (!route.IsTouched)
            {
                route.IsTouched = true;
                _touched.Add(route);
            }
        }

        return call;
    }

    private void OnReply(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (Answered(header.Slot, out CallRoute? route) is not { } call)
        {
            return;
        }

        try
        {
            var reader = new MessagePackReader(payload);
            call.ReadResult(ref reader, Options, keepAwaiter: true);
            call.ReleaseArguments();
        }
        catch (Exception exception)
        {
            route!.OnError(call, exception as RaySerializationException ?? new RaySerializationException($"The result of {call.Home?.NameOf(call)} cannot be read: {exception.Message}", exception));
        }
    }

    private void OnReplyStored(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (Answered(header.Slot, out _) is { } call)
        {
            Runtime.Objects.OnStoredResult(call, payload);
        }
    }

    private void OnError(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (Answered(header.Slot, out CallRoute? route) is { } call)
        {
            route!.OnError(call, ExceptionCodec.Read(payload));
        }
    }

    private void OnStreamItem(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (Slots.Find(header.Slot) is IStreamCall stream)
        {
            var reader = new MessagePackReader(payload);
            stream.ReadItem(ref reader, Options);
        }
    }
}
