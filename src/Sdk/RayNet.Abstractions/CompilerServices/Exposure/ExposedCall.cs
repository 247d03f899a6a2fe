using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>One call of an exposed method, as generated code sees it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExposedCall
{
    /// <summary>Is cancelled when the caller gives up, its deadline passes, or the gateway's limit does.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The actor that the caller named.</summary>
    /// <param name="name">What the caller sent.</param>
    /// <param name="create">Creates it when it does not exist; <see langword="null"/> lets the call fail.</param>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <exception cref="ActorNotFoundException">There is none.</exception>
    public abstract ActorHandle<TActor> Actor<TActor>(string? name, Func<ActorOptions, ActorHandle<TActor>>? create = null)
        where TActor : class;
}
