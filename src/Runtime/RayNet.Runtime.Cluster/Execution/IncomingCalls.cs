using System.Buffers.Binary;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>The calls that another process makes here: read from the link, given to leases and actors, answered when they end.</summary>
internal sealed class IncomingCalls(PeerLink peer)
{
    private readonly Dictionary<uint, LeasedExecutor> _leases = [];
    private readonly List<HostedActor?> _actors = [];
    private IncomingCall?[] _calls = new IncomingCall?[64];

    private ClusterRuntime Runtime => peer.Runtime;

    internal void OnCall(in FrameHeader header, RemoteMethod? method, ReadOnlyMemory<byte> payload)
    {
        if (Read(header, method, payload, out uint lease, out WireCallOptions options) is not { } call)
        {
            return;
        }

        var home = new HostedTaskHome(Runtime.Engine, HostedTaskHome.SettingsOf(method!, options));
        call.Home = home;
        LeasedExecutor executor = LeaseOf(lease);
        home.Executor = executor;
        Track(header, call, options);
        if (DependencyWaiter.IsNeeded(call))
        {
            DependencyWaiter.Start(call, Runtime.Engine.Waiting, ready =>
            {
                if (ready.TryMove(CellState.Waiting, CellState.Queued))
                {
                    executor.Enqueue(ready);
                }
            });
            MissingArguments.Join(Runtime, call);
        }
        else
        {
            call.SetQueuedBeforePublication();
            executor.Enqueue(call);
        }
    }

    internal void OnActorCall(in FrameHeader header, RemoteMethod? method, ReadOnlyMemory<byte> payload)
    {
        if (Read(header, method, payload, out uint number, out WireCallOptions options) is not { } call)
        {
            return;
        }

        HostedActor? actor = number < _actors.Count ? _actors[(int)number] : null;
        if (actor?.Host is not { } host)
        {
            AnswerError(header.Slot, actor?.Death ?? new ActorDiedException(default, "The actor is not known to this worker."));
            return;
        }

        if (host.Snapshots is { } snapshots && options.Number > 0 && !TryTakeNumbered(header, call, options, snapshots))
        {
            return;
        }

        if (host.Snapshots is null || options.Number == 0)
        {
            Track(header, call, options);
        }

        EmbeddedCluster.SubmitAs(peer);
        try
        {
            host.Submit(call, method!, options.Timeout is null && options.Name is null && options.Group is null
                ? null
                : new CallOptions { Name = options.Name, Timeout = options.Timeout, ConcurrencyGroup = options.Group });
        }
        catch (Exception exception)
        {
            call.TryFail(exception, observed: true);
        }
        finally
        {
            EmbeddedCluster.SubmitAs(null);
        }
    }

    /// <summary>Makes an actor, or (flagged <see cref="CallFlags.Attach"/>) gives a number to one that is there.</summary>
    internal void OnCreateActor(in FrameHeader header, RemoteMethod? method, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        ActorCreation creation = ActorCreation.Read(ref reader);
        if (creation.Number != _actors.Count)
        {
            throw new LinkException(LinkError.Protocol, "An actor was named out of order.");
        }

        if ((header.Flags & (byte)CallFlags.Attach) != 0)
        {
            _actors.Add(Runtime.Hosted.Find(creation.Id));
            return;
        }

        if (method?.CreatedClass is not { } actorClass)
        {
            _actors.Add(null);
            AnswerError(header.Slot, Missing(header));
            return;
        }

        ReadOnlyMemory<byte> arguments = payload[(int)reader.Consumed..];
        if (Make(header, method, arguments) is not { } call)
        {
            _actors.Add(null);
            return;
        }

        // Whether a call of it may have begun is known to the owner by this answer: it must not wait for the first call to end.
        bool restarts = (creation.MaxRestarts ?? actorClass.Options?.MaxRestarts ?? 0) != 0;
        Track(header, call, default, flush: restarts);
        _actors.Add(Runtime.Hosted.Create(creation, actorClass, call, peer));
    }

    internal void OnEndActor(in FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        if (Runtime.Hosted.Find(id)?.Host is not { } host)
        {
            return;
        }

        if (header.Kind == FrameKind.KillActor)
        {
            host.Kill(noRestart: header.Flags != 0);
        }
        else
        {
            _ = host.TerminateAsync();
        }
    }

    internal void OnCancel(in FrameHeader header)
    {
        IncomingCall? incoming = Find(header.Slot);
        if (incoming is { Call: { } call })
        {
            incoming.Stream?.Abandon();
            call.Home?.Cancel(call, force: (header.Flags & 1) != 0, recursive: (header.Flags & 2) != 0);
        }
    }

    internal void OnStreamCredit(in FrameHeader header) => Find(header.Slot)?.Stream?.AddCredit(header.Method);

    internal void OnEndLease(uint lease) => _leases.Remove(lease);

    /// <summary>The caller is gone: what it asked for is cancelled.</summary>
    internal void OnCallerLost()
    {
        foreach (IncomingCall? incoming in Volatile.Read(ref _calls))
        {
            incoming?.Stream?.Abandon();
            if (incoming is { Call: { IsCompleted: false } call })
            {
                call.Home?.Cancel(call, force: false, recursive: true);
            }
        }
    }

    internal void AnswerError(uint slot, Exception exception)
    {
        try
        {
            peer.TrySend(FrameKind.Error, 0, slot, (ref MessagePackWriter writer) => ExceptionCodec.Write(ref writer, exception));
        }
        catch (LinkException)
        {
            // The caller is gone and learns of it by the end of the link.
        }
    }

    internal void Forget(uint slot)
    {
        IncomingCall?[] calls = Volatile.Read(ref _calls);
        int index = IndexOf(slot);
        if (index < calls.Length && calls[index] is { } known && known.Slot == slot)
        {
            calls[index] = null;
        }
    }

    private static int IndexOf(uint slot) => (int)(slot & 0xF_FFFF);

    private IncomingCall? Find(uint slot)
    {
        IncomingCall?[] calls = Volatile.Read(ref _calls);
        int index = IndexOf(slot);
        return index < calls.Length && calls[index] is { } known && known.Slot == slot ? known : null;
    }

    private void Track(in FrameHeader header, ObjectCell call, in WireCallOptions options, bool flush = false)
    {
        var incoming = new IncomingCall(this, peer, header.Slot, call) { IsFlushed = flush };
        Note(incoming);
        SetAttempts(call, options);
        if (call is IStreamCall stream)
        {
            incoming.Stream = new StreamSender(peer, header.Slot, stream, call, options);
        }

        call.AddContinuation(incoming);
    }

    private void Note(IncomingCall incoming)
    {
        int index = IndexOf(incoming.Slot);
        if (index >= _calls.Length)
        {
            IncomingCall?[] larger = new IncomingCall?[Math.Max(_calls.Length * 2, index + 1)];
            _calls.CopyTo(larger, 0);
            Volatile.Write(ref _calls, larger);
        }

        _calls[index] = incoming;
        Runtime.IncomingCount++;
    }

    private static void SetAttempts(ObjectCell call, in WireCallOptions options)
    {
        if (options.FailedAttempts > 0)
        {
            call.SetFailedAttemptsBeforePublication(options.FailedAttempts);
        }
    }

    /// <summary>Takes a numbered call in. Returns <see langword="false"/> for one that has run, or is here already: it is answered as that one.</summary>
    private bool TryTakeNumbered(in FrameHeader header, ObjectCell call, in WireCallOptions options, ActorSnapshots snapshots)
    {
        CallAdmission admission = snapshots.Admit(peer.Process, options.Number, options.Settled);
        uint slot = header.Slot;
        if (admission.IsNew || admission.Pending is not null)
        {
            ObjectCell runs = admission.Pending ?? call;
            var incoming = new IncomingCall(this, peer, slot, runs);
            Note(incoming);
            if (admission.IsNew)
            {
                SetAttempts(call, options);
            }

            snapshots.Add(new NumberedAnswer(snapshots, this, incoming, peer.Process, options.Number));
        }
        else
        {
            _ = AnswerAgainAsync(slot, admission, snapshots);
        }

        if (!admission.IsNew)
        {
            call.ReleaseArguments();
        }

        return admission.IsNew;
    }

    private async Task AnswerAgainAsync(uint slot, CallAdmission admission, ActorSnapshots snapshots)
    {
        await snapshots.WhenStoredAsync().ConfigureAwait(false);
        if (admission.Finished is { Outcome: not FinishedOutcome.Unkept } finished)
        {
            try
            {
                peer.TrySend(finished.Outcome == FinishedOutcome.Value ? FrameKind.Reply : FrameKind.Error, 0, slot, (ref MessagePackWriter writer) => writer.WriteRaw(finished.Bytes.Span));
            }
            catch (LinkException)
            {
                // The caller is gone and learns of it by the end of the link.
            }
        }
        else
        {
            AnswerError(slot, new ActorUnavailableException(default, "The call has run, and its state is saved; its result is lost, since it holds references or handles, or was answered before."));
        }

        PeerLink.FlushDirty();
    }

    private LeasedExecutor LeaseOf(uint lease)
    {
        if (!_leases.TryGetValue(lease, out LeasedExecutor? executor))
        {
            _leases.Add(lease, executor = new LeasedExecutor(Runtime, lease));
        }

        return executor;
    }

    private ObjectCell? Read(in FrameHeader header, RemoteMethod? method, ReadOnlyMemory<byte> payload, out uint target, out WireCallOptions options)
    {
        options = default;
        target = 0;
        if (payload.Length < sizeof(uint))
        {
            throw new LinkException(LinkError.Protocol, "A call has no target.");
        }

        target = BinaryPrimitives.ReadUInt32LittleEndian(payload.Span);
        payload = payload[sizeof(uint)..];
        if ((header.Flags & (byte)CallFlags.Options) != 0)
        {
            var reader = new MessagePackReader(payload);
            options = WireCallOptions.Read(ref reader);
            payload = payload[(int)reader.Consumed..];
        }

        return Make(header, method, payload);
    }

    /// <summary>The call of a frame; one that cannot be made is answered with the reason.</summary>
    private ObjectCell? Make(in FrameHeader header, RemoteMethod? method, ReadOnlyMemory<byte> arguments)
    {
        if (!Runtime.AcceptsCalls || method is null)
        {
            AnswerError(header.Slot, Missing(header));
            return null;
        }

        try
        {
            var reader = new CallReader(new MessagePackReader(arguments), peer.Options);
            CallFactory? factory = (header.Flags & (byte)CallFlags.References) != 0 ? method.ReadReference : method.ReadValue;
            return factory!(ref reader);
        }
        catch (Exception exception)
        {
            AnswerError(header.Slot, exception as RayException ?? new RaySerializationException($"The arguments of {method} cannot be read: {exception.Message}", exception));
            return null;
        }
    }

    private RayException Missing(in FrameHeader header) => Runtime.AcceptsCalls
        ? new BuildMismatchException($"The worker's build {(Runtime.Identity.BuildId is { Length: > 0 } build ? build[..16] : "in the driver's folder")} has no {peer.DescribeMethod(header.Method)}. Reference the project or package of that assembly from the program itself, so that its build output and its .deps.json have it, and build again.")
        : new RayException(RayErrorCode.TaskFailed, "A driver runs no calls of other processes.");
}
