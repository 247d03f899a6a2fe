using RayNet.CompilerServices;

namespace RayNet;

/// <summary>The running task or actor call. Take it as a parameter of a remote method, or from <see cref="Current"/>.</summary>
public abstract class RayContext
{
    private protected RayContext()
    {
    }

    /// <summary>The context of the running task or actor call; <see langword="null"/> in a driver.</summary>
    public static RayContext? Current => ExecutionFrame.Current?.Context;

    /// <summary>The job that the call belongs to.</summary>
    public abstract JobId JobId { get; }

    /// <summary>The node that runs the call.</summary>
    public abstract NodeId NodeId { get; }

    /// <summary>
    /// The GPUs that the call holds whole or a part of, as <c>CUDA_VISIBLE_DEVICES</c> of its process names them; there they are numbered from 0. Empty where it holds none, and without
    /// worker processes: then all calls see what the program sees.
    /// </summary>
    public abstract IReadOnlyList<string> GpuIds { get; }

    /// <summary>The call.</summary>
    public abstract TaskId TaskId { get; }

    /// <summary>The call's name.</summary>
    public abstract string TaskName { get; }

    /// <summary>The actor that runs the call, or <see langword="null"/> in a task.</summary>
    public abstract ActorId? ActorId { get; }

    /// <summary>The number of this attempt, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>Whether the actor was built again after it was lost.</summary>
    public abstract bool WasRestarted { get; }

    /// <summary>The namespace of actor names.</summary>
    public abstract string Namespace { get; }

    /// <summary>Cancelled when the call is cancelled or runs over its time.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The services of this worker, in a scope that ends with the call.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>A handle to the actor that runs the call.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <exception cref="InvalidOperationException">The call runs in no actor, or in one of another class.</exception>
    public abstract ActorHandle<TActor> Self<TActor>()
        where TActor : class;

    /// <summary>Ends the actor that runs the call, after this call. Waiting and later calls fail with <see cref="ActorDiedException"/>.</summary>
    /// <exception cref="InvalidOperationException">The call runs in no actor.</exception>
    public abstract void ExitActor();
}
