using Microsoft.Extensions.DependencyInjection;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;

namespace RayNet.Runtime.Execution;

/// <summary>What user code sees of its call.</summary>
internal sealed class WorkerContext(WorkerFrame frame, ObjectCell call, string name, ActorHost? actor) : RayContext
{
    private readonly Lock _gate = new();
    private AsyncServiceScope? _scope;

    public override JobId JobId => frame.Cluster.JobId;

    public override NodeId NodeId => frame.Cluster.NodeId;

    public override IReadOnlyList<string> GpuIds => frame.Cluster.GpuIds;

    public override TaskId TaskId => frame.Cluster.TaskIdOf(call);

    public override string TaskName => name;

    public override ActorId? ActorId => actor?.Id;

    public override int Attempt { get; } = call.FailedAttempts + 1;

    public override bool WasRestarted => actor is { Restarts: > 0 };

    public override string Namespace => frame.Cluster.Options.Namespace;

    public override CancellationToken CancellationToken => frame.CancellationToken;

    public override IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                _scope ??= frame.Cluster.Services.CreateScope();
                return _scope.Value.ServiceProvider;
            }
        }
    }

    public override ActorHandle<TActor> Self<TActor>()
    {
        if (actor is null)
        {
            throw new InvalidOperationException($"{name} runs in no actor, so it has no handle of its own.");
        }

        return actor.CreateHandle<TActor>() ?? throw new InvalidOperationException($"{name} runs in an actor of class {actor.ClassName}, not {typeof(TActor)}.");
    }

    public override void ExitActor()
    {
        if (actor is null)
        {
            throw new InvalidOperationException($"{name} runs in no actor, so there is none to exit.");
        }

        actor.Exit($"{actor.ClassName} exited in {name}.");
    }

    internal TService GetRequiredService<TService>()
        where TService : notnull =>
        Services.GetService<TService>() ?? throw new ServiceMissingException(
            $"{name} asks for the service {typeof(TService)}, which is not registered on the worker. Register it in a class marked [RayStartup] that implements IRayStartup.");

    internal void CloseScope()
    {
        AsyncServiceScope? scope;
        lock (_gate)
        {
            scope = _scope;
        }

        if (scope is { } open)
        {
            _ = frame.Cluster.DisposeInBackgroundAsync(open);
        }
    }
}
