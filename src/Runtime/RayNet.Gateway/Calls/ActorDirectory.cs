using System.Collections.Concurrent;
using Grpc.Core;

namespace RayNet.Gateways.Calls;

/// <summary>
/// The actors that callers named. A handle that was looked up is remembered for a while, because a look-up may ask the head; one that the gateway
/// created is kept, because an actor ends with its last handle.
/// </summary>
internal sealed class ActorDirectory(GatewayOptions options, TimeProvider time)
{
    /// <summary>What the head allows.</summary>
    private const int LongestName = 256;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(Type Class, string Name), Entry> _actors = new();
    private readonly Lock _gate = new();
    private long _swept = time.GetTimestamp();
    private int _created;

    /// <summary>The handle of a name.</summary>
    /// <exception cref="RpcException">The name is none, or too many actors were created.</exception>
    /// <exception cref="ActorNotFoundException">There is no such actor, and none is created.</exception>
    internal ActorHandle<TActor> Find<TActor>(IRayClient? client, string? name, Func<ActorOptions, ActorHandle<TActor>>? create)
        where TActor : class
    {
        if (string.IsNullOrEmpty(name) || name.Length > LongestName)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The first argument is the name of the actor: 1 to {LongestName} characters."));
        }

        (Type Class, string Name) key = (typeof(TActor), name);
        if (_actors.TryGetValue(key, out Entry? entry) && (entry.IsCreated || time.GetElapsedTime(entry.Since) < Lifetime))
        {
            return (ActorHandle<TActor>)entry.Handle;
        }

        Sweep();
        return create is null ? Remember(key, LookUp<TActor>(client, name), isCreated: false) : GetOrCreate(key, client, create);
    }

    internal void Forget((Type Class, string Name) key)
    {
        if (_actors.TryRemove(key, out Entry? entry) && entry.IsCreated)
        {
            Interlocked.Decrement(ref _created);
        }
    }

    private ActorHandle<TActor> GetOrCreate<TActor>((Type Class, string Name) key, IRayClient? client, Func<ActorOptions, ActorHandle<TActor>> create)
        where TActor : class
    {
        // One at a time: two first calls of a name make one actor, and the limit is one.
        lock (_gate)
        {
            if (_actors.TryGetValue(key, out Entry? entry) && entry.IsCreated)
            {
                return (ActorHandle<TActor>)entry.Handle;
            }

            if (TryLookUp(client, key.Name, out ActorHandle<TActor>? existing))
            {
                return Remember(key, existing, isCreated: false);
            }

            if (_created >= options.MaxCreatedActors)
            {
                throw new RpcException(new Status(StatusCode.ResourceExhausted, $"{_created} actors live that calls of this gateway created, which is its limit."));
            }

            // Another gateway may be creating it now.
            ActorHandle<TActor> handle = create(new ActorOptions { Name = key.Name, Namespace = options.ActorNamespace, GetIfExists = true });
            Interlocked.Increment(ref _created);
            return Remember(key, handle, isCreated: true);
        }
    }

    private ActorHandle<TActor> Remember<TActor>((Type Class, string Name) key, ActorHandle<TActor> handle, bool isCreated)
        where TActor : class
    {
        _actors[key] = new Entry(handle, time.GetTimestamp(), isCreated);
        return handle;
    }

    private ActorHandle<TActor> LookUp<TActor>(IRayClient? client, string name)
        where TActor : class =>
        client is null ? Ray.GetActor<TActor>(name, options.ActorNamespace) : client.GetActor<TActor>(name, options.ActorNamespace);

    private bool TryLookUp<TActor>(IRayClient? client, string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ActorHandle<TActor>? handle)
        where TActor : class =>
        client is null ? Ray.TryGetActor(name, out handle, options.ActorNamespace) : client.TryGetActor(name, out handle, options.ActorNamespace);

    /// <summary>Lets go of handles that nobody asked for in a while.</summary>
    private void Sweep()
    {
        long swept = Interlocked.Read(ref _swept);
        if (time.GetElapsedTime(swept) < Lifetime || Interlocked.CompareExchange(ref _swept, time.GetTimestamp(), swept) != swept)
        {
            return;
        }

        foreach (KeyValuePair<(Type Class, string Name), Entry> pair in _actors)
        {
            if (!pair.Value.IsCreated && time.GetElapsedTime(pair.Value.Since) >= Lifetime)
            {
                _actors.TryRemove(pair);
            }
        }
    }

    private sealed record Entry(ActorHandle Handle, long Since, bool IsCreated);
}
