using System.Collections.Concurrent;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The actors that callers of generated MagicOnion services name. An actor ends with its last handle, so the handles of created ones are kept.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExposedActors
{
    private const int MostCreated = 10_000;

    /// <summary>Finds an actor, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="create">Creates it when it does not exist; <see langword="null"/> lets the call fail.</param>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <exception cref="ActorNotFoundException">There is none, and none is created.</exception>
    /// <exception cref="InvalidOperationException">Too many were created.</exception>
    public static ActorHandle<TActor> Find<TActor>(string name, Func<ActorOptions, ActorHandle<TActor>>? create = null)
        where TActor : class
    {
        if (create is null)
        {
            return Ray.GetActor<TActor>(name);
        }

        if (Ray.TryGetActor(name, out ActorHandle<TActor>? handle))
        {
            return handle;
        }

        ConcurrentDictionary<string, ActorHandle<TActor>> created = Created<TActor>.Handles;
        if (created.Count >= MostCreated && !created.ContainsKey(name))
        {
            throw new InvalidOperationException($"Calls have created {MostCreated} actors of the class {typeof(TActor)}, which is the limit.");
        }

        handle = create(new ActorOptions { Name = name, GetIfExists = true });
        created[name] = handle;
        return handle;
    }

    private static class Created<TActor>
        where TActor : class
    {
        internal static readonly ConcurrentDictionary<string, ActorHandle<TActor>> Handles = new(StringComparer.Ordinal);
    }
}
