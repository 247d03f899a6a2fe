using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>What the owner of an actor keeps: how to build it, how often it was, and where it has its place.</summary>
internal sealed class RemoteActorOwnership(ActorClassHome classHome, ObjectCell creation, ActorOptions? options, string? name, string? actorNamespace)
{
    private readonly Lock _gate = new();
    private LeaseId? _lease;

    internal ActorClassHome ClassHome { get; } = classHome;

    internal ObjectCell Creation { get; } = creation;

    internal ActorOptions? Options { get; } = options;

    internal string? Name { get; } = name;

    internal string? Namespace { get; } = actorNamespace;

    /// <summary>What the head was told; <see langword="null"/> for an actor that nobody else needs to find.</summary>
    internal ActorRegistration? Registration { get; set; }

    internal int Restarts { get; set; }

    /// <summary>How many of them were moves away from nodes that left: they do not count against the limit.</summary>
    internal int Moves { get; set; }

    internal bool Holds(LeaseId lease)
    {
        lock (_gate)
        {
            return _lease == lease;
        }
    }

    /// <summary>The state that the actor saved last; empty for none.</summary>
    internal byte[] Snapshot { get; set; } = [];

    /// <summary>The actor's place on a node.</summary>
    internal void SetLease(LeaseId lease)
    {
        lock (_gate)
        {
            _lease = lease;
        }
    }

    /// <summary>Takes the place away, so that it is given back once.</summary>
    internal LeaseId? TakeLease()
    {
        lock (_gate)
        {
            LeaseId? lease = _lease;
            _lease = null;
            return lease;
        }
    }
}
