using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;

namespace RayNet.Runtime.Actors;

/// <summary>The head's table of actors: all that live, by name, and those that wait for resources.</summary>
internal sealed class ActorDirectory(EmbeddedCluster cluster)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ActorName, ActorHost> _names = [];
    private readonly List<ActorHost> _pending = [];
    private ActorHost? _first;
    private int _pendingCount;

    internal ActorHandle<TActor> Create<TActor>(ActorClassHome classHome, ObjectCell creation, ActorOptions? options)
        where TActor : class
    {
        ActorName? name = options?.Name is { } text ? new ActorName(options.Namespace ?? cluster.Options.Namespace, text) : null;
        ActorHost? host = null;
        ActorHandle<TActor>? handle;
        lock (_gate)
        {
            if (name is not null && _names.TryGetValue(name, out ActorHost? existing) && Reuse<TActor>(existing, options!, name) is { } found)
            {
                return found;
            }

            host = new ActorHost(cluster, classHome, creation, cluster.NextActorId(), name);
            handle = host.CreateHandle<TActor>()!;
            if (name is not null)
            {
                _names[name] = host;
            }

            host.Next = _first;
            _first?.Previous = host;
            _first = host;
        }

        Start(host, creation);
        return handle;
    }

    /// <summary>Builds an actor that another process owns and knows by <paramref name="host"/>'s id.</summary>
    internal void Host(ActorHost host, ObjectCell creation)
    {
        lock (_gate)
        {
            host.Next = _first;
            _first?.Previous = host;
            _first = host;
        }

        Start(host, creation);
    }

    internal ActorHandle<TActor>? Find<TActor>(ActorName name)
        where TActor : class
    {
        lock (_gate)
        {
            return _names.TryGetValue(name, out ActorHost? host) ? host.CreateHandle<TActor>() : null;
        }
    }

    internal void AddPending(ActorHost host)
    {
        if (host.ClassHome.Fit.IsPlaced)
        {
            lock (_gate)
            {
                _pending.Add(host);
                Volatile.Write(ref _pendingCount, _pending.Count);
            }
        }
        else
        {
            // What others give back cannot help it.
            cluster.Warnings.Plan(() =>
            {
                if (host.IsWaitingForResources)
                {
                    cluster.LogUnplacedActor(host);
                }
            });
        }
    }

    /// <summary>Resources were given back: actors that wait are placed before new tasks ask.</summary>
    internal void OnResourcesReleased()
    {
        if (Volatile.Read(ref _pendingCount) == 0)
        {
            return;
        }

        ActorHost[] pending;
        lock (_gate)
        {
            pending = [.. _pending];
            _pending.Clear();
            Volatile.Write(ref _pendingCount, 0);
        }

        foreach (ActorHost host in pending)
        {
            host.Place();
        }
    }

    internal void ReleaseName(ActorHost host)
    {
        if (host.Name is not { } name)
        {
            return;
        }

        lock (_gate)
        {
            if (_names.TryGetValue(name, out ActorHost? current) && ReferenceEquals(current, host))
            {
                _names.Remove(name);
            }
        }
    }

    internal void Remove(ActorHost host)
    {
        ReleaseName(host);
        lock (_gate)
        {
            if (ReferenceEquals(_first, host))
            {
                _first = host.Next;
            }

            host.Previous?.Next = host.Next;
            host.Next?.Previous = host.Previous;
            host.Previous = null;
            host.Next = null;
            if (_pending.Remove(host))
            {
                Volatile.Write(ref _pendingCount, _pending.Count);
            }
        }
    }

    /// <summary>Copies actors that are older than one, the newest first.</summary>
    /// <param name="after">That one, which may be gone; <see langword="null"/> for none.</param>
    /// <param name="before">The number in its id; all older ones have a smaller one.</param>
    /// <param name="hosts">Gets the actors.</param>
    /// <returns>How many there were.</returns>
    internal int Read(ActorHost? after, ulong before, Span<ActorHost> hosts)
    {
        lock (_gate)
        {
            bool isListed = after is not null && (after.Previous is not null || ReferenceEquals(_first, after));
            ActorHost? host = isListed ? after!.Next : _first;
            while (host is not null && host.Id.Sequence >= before)
            {
                host = host.Next;
            }

            int count = 0;
            for (; host is not null && count < hosts.Length; host = host.Next)
            {
                hosts[count++] = host;
            }

            return count;
        }
    }

    internal List<ActorHost> All()
    {
        var all = new List<ActorHost>();
        lock (_gate)
        {
            for (ActorHost? host = _first; host is not null; host = host.Next)
            {
                all.Add(host);
            }
        }

        return all;
    }

    private static ActorHandle<TActor>? Reuse<TActor>(ActorHost existing, ActorOptions options, ActorName name)
        where TActor : class
    {
        if (existing.State >= ActorState.Terminating)
        {
            return null;
        }

        if (!options.GetIfExists)
        {
            // An actor that lost its last handle ends soon; until then its name is free for others.
            return existing.CreateHandle<object>() is null
                ? null
                : throw new ActorNameTakenException($"The name '{name.Name}' in namespace '{name.Namespace}' belongs to a living {existing.ClassName}. Choose another name, set GetIfExists, or end that actor.");
        }

        if (!typeof(TActor).IsAssignableFrom(existing.ClassHome.Class.Type))
        {
            throw new ActorNameTakenException($"The name '{name.Name}' in namespace '{name.Namespace}' belongs to a living {existing.ClassName}, which is no {typeof(TActor)}.");
        }

        return existing.CreateHandle<TActor>();
    }

    private void Start(ActorHost host, ObjectCell creation)
    {
        if (Execution.DependencyWaiter.IsNeeded(creation))
        {
            Execution.DependencyWaiter.Start(creation, cluster.Waiting, call =>
            {
                if (call.Failure is { } failure)
                {
                    host.OnCreationFailed(failure.Exception);
                }
                else
                {
                    host.Place();
                }
            });
        }
        else
        {
            host.Place();
        }
    }
}
