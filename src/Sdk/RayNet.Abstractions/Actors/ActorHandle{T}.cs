using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// Refers to an actor of class <typeparamref name="TActor"/>. It can be passed to remote calls. An actor that is not detached ends
/// when its last handle is gone.
/// </summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public sealed class ActorHandle<TActor> : ActorHandle
    where TActor : class
{
    internal ActorHandle(ActorEndpoint endpoint, object? lifetime)
        : base(endpoint, lifetime)
    {
    }
}
