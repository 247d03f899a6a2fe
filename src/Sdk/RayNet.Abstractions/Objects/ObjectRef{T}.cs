using System.Runtime.CompilerServices;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>A typed future: a reference to a value that exists, or that a task or actor call will produce.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class ObjectRef<T> : ObjectRef
{
    internal ObjectRef(ObjectCell<T> cell)
        : base(cell)
    {
    }

    internal new ObjectCell<T> Cell => Unsafe.As<ObjectCell<T>>(base.Cell);

    /// <summary>A reference as an argument. Declared here and not in <see cref="Arg{T}"/>, so that <see langword="null"/> converts to a value only.</summary>
    /// <param name="reference">The reference.</param>
    public static implicit operator Arg<T>(ObjectRef<T> reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return Arg<T>.From(reference.Cell);
    }

    /// <summary>Makes the reference awaitable. Returns the value, or throws the exception of the call.</summary>
    public new ObjectRefAwaiter<T> GetAwaiter() => new(Cell, useContext: true);

    /// <summary>Awaits with or without returning to the captured synchronization context.</summary>
    /// <param name="continueOnCapturedContext">Whether to return to the captured context.</param>
    public new ObjectRefAwaitable<T> ConfigureAwait(bool continueOnCapturedContext) => new(Cell, continueOnCapturedContext);

    /// <summary>A task with the value.</summary>
    public new Task<T> AsTask() => AwaitAsync();

    internal override ObjectRef Share() => new ObjectRef<T>(Unsafe.As<ObjectCell<T>>(Counted()));

    private async Task<T> AwaitAsync() => await ConfigureAwait(false);
}
