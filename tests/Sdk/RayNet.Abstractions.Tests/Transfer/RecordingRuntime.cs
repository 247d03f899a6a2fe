using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Keeps the call that a generated entry point submits.</summary>
internal sealed class RecordingRuntime : RayRuntime
{
    internal ObjectCell? Call { get; set; }

    internal override IRayClient Client => throw new NotSupportedException();

    internal override TimeProvider TimeProvider => TimeProvider.System;

    internal override PlacementGroupHome PlacementGroups => throw new NotSupportedException();

    /// <summary>The call that an entry point makes.</summary>
    internal static ObjectCell Record(Action entryPoint)
    {
        var runtime = new RecordingRuntime();
        using (RayAmbient.Use(runtime))
        {
            entryPoint();
        }

        return runtime.Call!;
    }

    internal override void SubmitTask(ObjectCell call, RemoteMethod method, TaskOptions? options) => Call = call;

    internal override ActorHandle<TActor> CreateActor<TActor>(ActorClass<TActor> actorClass, ObjectCell creation, ActorOptions? options)
    {
        Call = creation;
        return null!;
    }

    internal override ActorHandle<TActor>? FindActor<TActor>(string name, string? actorNamespace) => null;

    internal override void CheckAlive()
    {
    }
}
