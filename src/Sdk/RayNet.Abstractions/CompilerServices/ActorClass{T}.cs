using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>What is known of an actor class at compile time. One instance for each class, made by generated code.</summary>
/// <typeparam name="TActor">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorClass<TActor> : ActorClass
    where TActor : class
{
    /// <summary>Describes an actor class.</summary>
    /// <param name="id">Identifies the class on the wire; unique in an application.</param>
    /// <param name="name">The type's name, for messages.</param>
    /// <param name="options">The options of the attribute; what it does not set is <see langword="null"/>.</param>
    /// <param name="groups">The declared concurrency groups.</param>
    public ActorClass(ulong id, string name, ActorOptions? options = null, params KeyValuePair<string, int>[] groups)
        : base(id, name, options, groups, typeof(TActor))
    {
    }

    internal override ActorHandle<TActor> CreateHandle(ActorEndpoint endpoint, object? lifetime) => new(endpoint, lifetime);
}
