using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>An actor whose calls are kept.</summary>
internal sealed class RecordingEndpoint : ActorEndpoint
{
    internal ObjectCell? Call { get; private set; }

    internal override ActorId Id => default;

    internal override string ClassName => "Counter";

    internal override RayRuntime Runtime => throw new NotSupportedException();

    internal override void Submit(ObjectCell call, RemoteMethod method, CallOptions? options) => Call = call;

    internal override void Kill(bool noRestart)
    {
    }

    internal override Task TerminateAsync() => Task.CompletedTask;
}
