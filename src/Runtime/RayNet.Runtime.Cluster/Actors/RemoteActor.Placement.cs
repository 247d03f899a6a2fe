using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <content>Where the actor is: its worker comes, is built, and goes.</content>
internal sealed partial class RemoteActor
{
    /// <summary>Where it is in its life, as its owner shows it.</summary>
    internal ActorStatus Status => State != ActorLiveness.Dead && Volatile.Read(ref _terminating) ? ActorStatus.Terminating : (ActorStatus)State;

    /// <summary>How many calls of this process have not ended.</summary>
    internal int CountPending()
    {
        lock (_gate)
        {
            return _backlog.Count + _inFlight + Volatile.Read(ref _stalled);
        }
    }

    /// <summary>The actor has a worker: what has gathered is written to its link, and sent by the caller.</summary>
    internal void OnPlaced(PeerLink peer, uint number)
    {
        bool terminate;
        List<(ObjectCell Call, Exception Error)>? failed;
        lock (_gate)
        {
            if (State == ActorLiveness.Dead)
            {
                SendEnd(peer, FrameKind.KillActor, 1);
                return;
            }

            _peer = _host = peer;
            _number = number;
            State = ActorLiveness.Alive;
            _site = new ActorSite(peer.Process, peer.Link.Peer.Node, IsBuilt: Ownership is null);
            NoteChangedLocked();
            failed = SendBacklogLocked();
            terminate = _terminating && _backlog.Count == 0 && Volatile.Read(ref _stalled) == 0;
        }

        FailAll(failed);
        if (terminate)
        {
            SendEnd(peer, FrameKind.TerminateActor, 0);
        }
    }

    /// <summary>Takes the host away when its process is gone. Returns <see langword="false"/> where that was dealt with, or the actor is elsewhere.</summary>
    internal bool TryLoseHost(PeerLink peer, out bool wasBuilt)
    {
        wasBuilt = true;
        lock (_gate)
        {
            if (!ReferenceEquals(_host, peer) || State == ActorLiveness.Dead)
            {
                return false;
            }

            _host = _peer = null;
            wasBuilt = _site.IsBuilt;
            _site = _site with { IsBuilt = Ownership is null };
            return true;
        }
    }

    /// <summary>Keeps what the actor's worker saved of it, unless the actor is somewhere else by now.</summary>
    internal bool TryKeep(PeerLink peer, byte[] snapshot)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_host, peer) || State == ActorLiveness.Dead)
            {
                return false;
            }

            Ownership!.Snapshot = snapshot;
            return true;
        }
    }

    /// <summary>Where the actor is, once that is known, and elsewhere than in a process that is <paramref name="lost"/>.</summary>
    internal async Task<ActorPlace> PlacedAsync(ulong lost)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (State == ActorLiveness.Dead)
                {
                    return new ActorPlace(0, default, Death!.Message);
                }

                if (_site.IsBuilt && _host is { Link.IsClosed: false } && _site.Process != lost)
                {
                    return new ActorPlace(_site.Process, _site.Node, null);
                }

                changed = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await changed.ConfigureAwait(false);
        }
    }

    /// <summary>The worker is gone: the actor waits for a new one. Calls that may run again go first.</summary>
    internal void OnRestarting(List<ObjectCell> repeated)
    {
        lock (_gate)
        {
            _peer = null;
            _inFlight = 0;
            _site = ActorSite.None;
            State = ActorLiveness.Restarting;
            ObjectCell[] later = [.. _backlog];
            _backlog.Clear();
            foreach (ObjectCell call in repeated)
            {
                if (call.TryMove(CellState.Waiting, CellState.Queued) || call.TryMove(CellState.Running, CellState.Queued))
                {
                    _backlog.Enqueue(call);
                }
            }

            foreach (ObjectCell call in later)
            {
                _backlog.Enqueue(call);
            }
        }
    }

    /// <summary>Its constructor has ended. Before that no call of it has begun.</summary>
    internal void OnBuilt()
    {
        lock (_gate)
        {
            _site = _site with { IsBuilt = true };
            NoteChangedLocked();
        }
    }

    private void NoteChangedLocked()
    {
        _changed?.TrySetResult();
        _changed = null;
    }
}
