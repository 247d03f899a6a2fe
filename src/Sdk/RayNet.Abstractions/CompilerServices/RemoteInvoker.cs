using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Where generated entry points enter the runtime.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteInvoker
{
    /// <summary>Submits a task with a result.</summary>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The reference to the result.</returns>
    public static ObjectRef<T> Submit<T>(ObjectCell<T> call, TaskOptions? options)
    {
        var result = new ObjectRef<T>(call);
        RayAmbient.Runtime.SubmitTask(call, call.Method!, options);
        return result;
    }

    /// <summary>Submits a task without a result.</summary>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <returns>The reference to its completion.</returns>
    public static ObjectRef Submit(ObjectCell<Unit> call, TaskOptions? options)
    {
        var result = new ObjectRef(call);
        RayAmbient.Runtime.SubmitTask(call, call.Method!, options);
        return result;
    }

    /// <summary>Submits a task that returns a stream.</summary>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <returns>The reader of the stream.</returns>
    public static ObjectRefStream<T> Submit<T>(StreamCall<T> call, TaskOptions? options)
    {
        call.SetBufferSize(options?.StreamBufferSize ?? call.Method!.Options?.StreamBufferSize);
        var result = new ObjectRefStream<T>(call);
        RayAmbient.Runtime.SubmitTask(call, call.Method!, options);
        return result;
    }

    /// <summary>Calls an actor's method with a result.</summary>
    /// <param name="handle">The actor.</param>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The reference to the result.</returns>
    public static ObjectRef<T> Submit<T>(ActorHandle handle, ObjectCell<T> call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var result = new ObjectRef<T>(call);
        handle.Endpoint.Submit(call, call.Method!, options);
        return result;
    }

    /// <summary>Calls an actor's method without a result.</summary>
    /// <param name="handle">The actor.</param>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <returns>The reference to its completion.</returns>
    public static ObjectRef Submit(ActorHandle handle, ObjectCell<Unit> call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var result = new ObjectRef(call);
        handle.Endpoint.Submit(call, call.Method!, options);
        return result;
    }

    /// <summary>Calls an actor's method that returns a stream.</summary>
    /// <param name="handle">The actor.</param>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <returns>The reader of the stream.</returns>
    public static ObjectRefStream<T> Submit<T>(ActorHandle handle, StreamCall<T> call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(handle);
        call.SetBufferSize(options?.StreamBufferSize ?? call.Method!.CallOptions?.StreamBufferSize);
        var result = new ObjectRefStream<T>(call);
        handle.Endpoint.Submit(call, call.Method!, options);
        return result;
    }

    /// <summary>Creates an actor.</summary>
    /// <param name="actorClass">Its class.</param>
    /// <param name="creation">Makes the instance on the worker.</param>
    /// <param name="options">The caller's options.</param>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <returns>The handle; the instance is made in the background.</returns>
    public static ActorHandle<TActor> Create<TActor>(ActorClass<TActor> actorClass, ObjectCell<Unit> creation, ActorOptions? options)
        where TActor : class =>
        RayAmbient.Runtime.CreateActor(actorClass, creation, options);

    /// <summary>Submits a task whose result is split; the caller makes the parts with <see cref="SplitPart"/>.</summary>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <typeparam name="T">The type of the tuple.</typeparam>
    /// <returns>The call.</returns>
    public static ObjectCell<T> SubmitSplit<T>(ObjectCell<T> call, TaskOptions? options, CancellationToken cancellationToken = default)
    {
        RayAmbient.Runtime.SubmitTask(call, call.Method!, options);
        TokenCancellation.Register(call, cancellationToken);
        return call;
    }

    /// <summary>Calls an actor's method whose result is split; the caller makes the parts with <see cref="SplitPart"/>.</summary>
    /// <param name="handle">The actor.</param>
    /// <param name="call">The new call.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <typeparam name="T">The type of the tuple.</typeparam>
    /// <returns>The call.</returns>
    public static ObjectCell<T> SubmitSplit<T>(ActorHandle handle, ObjectCell<T> call, CallOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        handle.Endpoint.Submit(call, call.Method!, options);
        TokenCancellation.Register(call, cancellationToken);
        return call;
    }

    /// <summary>Cancels the call when the caller's token is cancelled.</summary>
    /// <param name="reference">The reference that the call returned.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>The same reference.</returns>
    public static ObjectRef<T> WithCancellation<T>(ObjectRef<T> reference, CancellationToken cancellationToken)
    {
        TokenCancellation.Register(reference.Cell, cancellationToken);
        return reference;
    }

    /// <summary>Cancels the call when the caller's token is cancelled.</summary>
    /// <param name="reference">The reference that the call returned.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The same reference.</returns>
    public static ObjectRef WithCancellation(ObjectRef reference, CancellationToken cancellationToken)
    {
        TokenCancellation.Register(reference.Cell, cancellationToken);
        return reference;
    }

    /// <summary>Cancels the producer when the caller's token is cancelled.</summary>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <returns>The same stream.</returns>
    public static ObjectRefStream<T> WithCancellation<T>(ObjectRefStream<T> stream, CancellationToken cancellationToken)
    {
        TokenCancellation.Register(stream.Call, cancellationToken);
        return stream;
    }
}
