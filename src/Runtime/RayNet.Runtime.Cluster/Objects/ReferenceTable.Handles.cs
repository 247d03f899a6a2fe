using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Objects;

/// <content>Handles of actors, which are counted like references: an actor ends when no process holds one any more.</content>
internal sealed partial class ReferenceTable
{
    internal void WriteHandle(PeerLink peer, ref MessagePackWriter writer, ActorHandle handle)
    {
        ActorEndpoint endpoint = handle.Endpoint;
        ActorClass actorClass;
        ulong owner;
        NodeId ownerNode;
        ulong host;
        NodeId hostNode;
        bool detached = handle.Lifetime is null;
        if (endpoint is RemoteActor remote)
        {
            ActorSite site = remote.Site;
            (actorClass, owner, ownerNode, host, hostNode) = (remote.Class, remote.OwnerProcess, remote.OwnerNode, site.IsBuilt ? site.Process : 0, site.Node);
        }
        else
        {
            var local = (RayNet.Runtime.Actors.ActorHost)endpoint;
            Execution.HostedActor? hosted = _runtime.Hosted.Find(local.Id);
            (actorClass, owner, ownerNode, host, hostNode) = (local.ClassHome.Class, hosted?.Owner ?? 0, hosted?.OwnerNode ?? default, _runtime.Process, _runtime.NodeId);
            detached = hosted is { IsDetached: true };
        }

        if (owner == _runtime.Process)
        {
            CountHandle(peer.Process, endpoint.Id);
        }
        else if (owner != peer.Process)
        {
            _counts.Keep(peer.Process, endpoint.Id.Origin, endpoint.Id.Sequence, handle);
        }

        writer.WriteArrayHeader(10);
        writer.Write(endpoint.Id.Origin);
        writer.Write(endpoint.Id.Sequence);
        writer.Write(actorClass.Id);
        writer.Write(owner);
        writer.Write(ownerNode.Origin);
        writer.Write(ownerNode.Sequence);
        writer.Write(host);
        writer.Write(hostNode.Origin);
        writer.Write(hostNode.Sequence);
        writer.Write(detached);
    }

    internal ActorHandle ReadHandle(PeerLink peer, ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != 10)
        {
            throw new MessagePackSerializationException("A handle has not ten fields.");
        }

        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        ulong classId = reader.ReadUInt64();
        ulong owner = reader.ReadUInt64();
        var ownerNode = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        ulong host = reader.ReadUInt64();
        var hostNode = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        bool detached = reader.ReadBoolean();
        ActorClass actorClass = RemoteRegistry.FindActorClass(classId)
            ?? throw new RaySerializationException($"A handle to an actor of class {classId:x16} arrived, which no loaded assembly of this process declares. Reference the assembly that declares it.");
        if (_runtime.Hosted.Find(id)?.Host is { } local)
        {
            GiveBack(peer, owner, id);
            return actorClass.CreateHandle(local, null);
        }

        RemoteActor actor = _runtime.Actors.Borrow(id, actorClass, owner, ownerNode, host, hostNode);
        if (detached || actor.Ownership is not null)
        {
            GiveBack(peer, owner, id);
            return actorClass.CreateHandle(actor, detached ? null : actor.CreateGuard());
        }

        ActorHandle handle = actorClass.CreateHandle(actor, actor.CreateGuard());
        if (owner == peer.Process)
        {
            actor.AddReceived();
        }
        else
        {
            _ = RegisterHandleAsync(peer, actor, handle);
        }

        return handle;
    }

    /// <summary>A holder counts the actor with its owner, without having got a handle from a process.</summary>
    internal void HoldHandle(RemoteActor actor) => _ = RegisterHandleAsync(null, actor, actor);

    /// <summary>This process has no handle any more.</summary>
    internal void DropHandle(RemoteActor actor)
    {
        int count = actor.TakeReceived();
        if (count > 0 && _runtime.Peers.Find(actor.OwnerProcess) is { } owner)
        {
            SendCount(owner, FrameKind.HandleDropped, actor.Id.Origin, actor.Id.Sequence, count);
        }
    }

    internal bool IsHeldElsewhere(ActorId id)
    {
        lock (_gate)
        {
            return _handles.ContainsKey(id);
        }
    }

    private async Task RegisterHandleAsync(PeerLink? sender, RemoteActor actor, object keepAlive)
    {
        try
        {
            PeerLink owner = await ConnectAsync(actor.OwnerProcess, actor.OwnerNode).ConfigureAwait(false);
            if (await _acknowledged.AskAsync(owner, slot => SendCount(owner, FrameKind.HandleHeld, actor.Id.Origin, actor.Id.Sequence, 1, slot)).ConfigureAwait(false))
            {
                actor.AddReceived();
            }
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            // The owner is gone: its actor ends, which the handle's calls will say.
        }

        GC.KeepAlive(keepAlive);
        if (sender is not null)
        {
            SendCount(sender, FrameKind.ReleaseTransfer, actor.Id.Origin, actor.Id.Sequence, 1);
        }
    }

    private void CountHandle(ulong holder, ActorId id)
    {
        lock (_gate)
        {
            if (!_handles.TryGetValue(id, out Dictionary<ulong, int>? counts))
            {
                _handles.Add(id, counts = []);
            }

            counts[holder] = counts.GetValueOrDefault(holder) + 1;
        }
    }

    private void OnHandleHeld(PeerLink peer, in FrameHeader header, ActorId id)
    {
        bool known = _runtime.Actors.FindOwned(id) is not null;
        if (known)
        {
            CountHandle(peer.Process, id);
        }

        SendCount(peer, FrameKind.BorrowAdded, id.Origin, id.Sequence, known ? 1 : 0, header.Slot);
    }

    private void OnHandleDropped(ulong holder, ActorId id, int count)
    {
        bool last = false;
        lock (_gate)
        {
            if (_handles.TryGetValue(id, out Dictionary<ulong, int>? counts) && counts.TryGetValue(holder, out int held))
            {
                if (held > count)
                {
                    counts[holder] = held - count;
                }
                else if (counts.Remove(holder) && counts.Count == 0)
                {
                    _handles.Remove(id);
                    last = true;
                }
            }
        }

        if (last)
        {
            EndIfUnreferenced(id);
        }
    }

    private void EndIfUnreferenced(ActorId id)
    {
        if (_runtime.Actors.FindOwned(id) is { HasGuards: false } actor)
        {
            _ = actor.TerminateAsync();
        }
    }

    /// <summary>A handle that needs no count here was counted by the sender.</summary>
    private static void GiveBack(PeerLink peer, ulong owner, ActorId id) =>
        SendCount(peer, owner == peer.Process ? FrameKind.HandleDropped : FrameKind.ReleaseTransfer, id.Origin, id.Sequence, 1);
}
