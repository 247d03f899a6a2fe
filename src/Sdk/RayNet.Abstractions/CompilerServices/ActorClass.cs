using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The untyped part of <see cref="ActorClass{TActor}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorClass
{
    private protected ActorClass(ulong id, string name, ActorOptions? options, KeyValuePair<string, int>[] groups, Type type)
    {
        Id = id;
        Name = name;
        Options = options;
        Groups = groups;
        Type = type;
        NeedsDisposal = typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type);
    }

    /// <summary>Identifies the class on the wire.</summary>
    public ulong Id { get; }

    /// <summary>The type's name, for messages.</summary>
    public string Name { get; }

    /// <summary>How the state of an actor is saved and restored, where its class implements <see cref="IActorState{TState}"/>.</summary>
    public ActorStateAccess? State { get; init; }

    internal ActorOptions? Options { get; }

    internal KeyValuePair<string, int>[] Groups { get; }

    internal Type Type { get; }

    internal bool NeedsDisposal { get; }

    /// <summary>A handle of the class; the only way to one where the class is known at run time only.</summary>
    internal abstract ActorHandle CreateHandle(ActorEndpoint endpoint, object? lifetime);

    /// <summary>The runtime's compiled form of the class, and the runtime it belongs to.</summary>
    internal object? RuntimeCache;
}
