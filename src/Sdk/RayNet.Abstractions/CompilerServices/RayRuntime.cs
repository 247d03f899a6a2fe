using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>What a driver or worker submits to. Implemented by the embedded cluster and by connections to a cluster.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RayRuntime
{
    private protected RayRuntime()
    {
    }

    internal abstract IRayClient Client { get; }

    internal abstract TimeProvider TimeProvider { get; }

    internal abstract void SubmitTask(ObjectCell call, RemoteMethod method, TaskOptions? options);

    internal abstract ActorHandle<TActor> CreateActor<TActor>(ActorClass<TActor> actorClass, ObjectCell creation, ActorOptions? options)
        where TActor : class;

    internal abstract ActorHandle<TActor>? FindActor<TActor>(string name, string? actorNamespace)
        where TActor : class;

    /// <summary>Called when a thread is about to block in a synchronous get outside of any frame.</summary>
    internal abstract PlacementGroupHome PlacementGroups { get; }

    internal abstract void CheckAlive();

    /// <summary>Copies a block of numbers that its caller may still write to, to where calls send it from without a second copy; <see langword="false"/> where there is no such place.</summary>
    internal virtual bool TryIsolate<T>(ReadOnlySpan<T> items, out ReadOnlyMemory<T> isolated)
    {
        isolated = default;
        return false;
    }
}
