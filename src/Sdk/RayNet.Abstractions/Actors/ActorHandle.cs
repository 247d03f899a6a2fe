using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Refers to an actor. Its methods are extension methods on <see cref="ActorHandle{T}"/>, made by the generator.</summary>
public abstract class ActorHandle
{
    private protected ActorHandle(ActorEndpoint endpoint, object? lifetime)
    {
        Endpoint = endpoint;
        Lifetime = lifetime;
    }

    internal ActorEndpoint Endpoint { get; }

    /// <summary>Ends the actor when no handle holds it any more.</summary>
    internal object? Lifetime { get; }

    /// <summary>Whether both refer to the same actor.</summary>
    /// <param name="obj">The other handle.</param>
    public sealed override bool Equals(object? obj) => obj is ActorHandle other && ReferenceEquals(Endpoint, other.Endpoint);

    /// <summary>A hash code of the actor's identity.</summary>
    public sealed override int GetHashCode() => Endpoint.GetHashCode();

    /// <summary>The actor's class and id.</summary>
    public sealed override string ToString() => $"ActorHandle<{Endpoint.ClassName}>({Endpoint.Id})";
}
