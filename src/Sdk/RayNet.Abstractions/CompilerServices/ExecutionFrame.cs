using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RayNet.CompilerServices;

/// <summary>The surroundings of one attempt on a worker: what generated code takes its supplied parameters from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExecutionFrame
{
    private static readonly AsyncLocal<ExecutionFrame?> Flowing = new();

    [ThreadStatic]
    private static ExecutionFrame? t_current;

    private protected ExecutionFrame()
    {
    }

    /// <summary>Cancelled when the call is cancelled or runs over its time.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The context object for user code.</summary>
    public abstract RayContext Context { get; }

    /// <summary>Whether a later attempt may need the arguments as they are now; a mutable argument is then copied before each attempt.</summary>
    public bool MayRetry { get; internal set; }

    /// <summary>Whether the thread may resume an awaiter itself after the call, since its executor asks for that.</summary>
    internal bool KeepsAwaiter { get; set; }

    /// <summary>Whether the arguments outlive a successful attempt: those of an actor's creation, for its restarts.</summary>
    internal bool KeepsArguments { get; set; }

    /// <summary>Whether the actor that ran the attempt was lost with its state, which a later attempt changes: the result of this one does not count.</summary>
    internal bool IsAbandoned { get; set; }

    /// <summary>The instance of the actor that runs the call.</summary>
    internal object? Actor { get; set; }

    /// <summary>The frame that runs on this thread or in this async flow.</summary>
    /// <remarks>The flow comes first: a continuation may run inline on a thread that executes another call.</remarks>
    internal static ExecutionFrame? Current => Flowing.Value ?? t_current;

    /// <summary>The actor's instance.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    public TActor GetActor<TActor>()
        where TActor : class => Unsafe.As<TActor>(Actor!);

    /// <summary>Hands over the instance that an actor's creation made.</summary>
    /// <param name="actor">The new instance.</param>
    public abstract void SetActor(object actor);

    /// <summary>A service of the worker.</summary>
    /// <typeparam name="TService">Its type.</typeparam>
    /// <exception cref="ServiceMissingException">The worker has no such service.</exception>
    public abstract TService GetService<TService>()
        where TService : notnull;

    /// <summary>Makes <paramref name="frame"/> current on this thread only; enough for calls that end on it.</summary>
    internal static ExecutionFrame? Enter(ExecutionFrame? frame)
    {
        ExecutionFrame? previous = t_current;
        t_current = frame;
        return previous;
    }

    /// <summary>Makes <paramref name="frame"/> current wherever the async flow of this thread goes on.</summary>
    internal static void EnterFlow(ExecutionFrame? frame) => Flowing.Value = frame;

    /// <summary>The frame of the async flow alone.</summary>
    internal static ExecutionFrame? CurrentFlow => Flowing.Value;

    /// <summary>The call begins to wait for an object: its CPU is given back.</summary>
    internal abstract void EnterBlocked();

    internal abstract void ExitBlocked();

    /// <summary>Remembers a call that this one submitted, so that cancellation reaches it.</summary>
    internal abstract void AddChild(ObjectCell call);

    /// <summary>Saves the state of the actor that runs the call, as it is now.</summary>
    internal virtual Task SnapshotAsync() => throw new InvalidOperationException("Only an actor has a state that can be saved. Call Ray.SnapshotAsync in a method of an actor that implements IActorState<TState>.");

    /// <summary>The runtime that executes the frame.</summary>
    internal abstract RayRuntime Runtime { get; }

    /// <summary>An attempt threw: the call fails, or is tried again.</summary>
    internal abstract void OnFailed(ObjectCell call, Exception exception);

    /// <summary>An attempt that went on after <see cref="ObjectCell.Execute"/> has ended, on whatever thread.</summary>
    internal abstract void OnAsyncEnded(ObjectCell call);
}
