namespace RayNet.CompilerServices;

/// <summary>Where the calls of a handle go.</summary>
internal abstract class ActorEndpoint
{
    internal abstract ActorId Id { get; }

    internal abstract string ClassName { get; }

    internal abstract RayRuntime Runtime { get; }

    internal abstract void Submit(ObjectCell call, RemoteMethod method, CallOptions? options);

    internal abstract void Kill(bool noRestart);

    internal abstract Task TerminateAsync();
}
