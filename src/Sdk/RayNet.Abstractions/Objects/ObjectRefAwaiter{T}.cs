using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Awaits an <see cref="ObjectRef{T}"/>. Used by the compiler.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectRefAwaiter<T> : ICriticalNotifyCompletion
{
    private readonly ObjectCell<T> _cell;
    private readonly bool _useContext;

    internal ObjectRefAwaiter(ObjectCell<T> cell, bool useContext)
    {
        _cell = cell;
        _useContext = useContext;
    }

    /// <summary>Whether the call has ended.</summary>
    public bool IsCompleted => _cell.IsCompleted;

    /// <summary>The value; throws what the call failed with.</summary>
    public T GetResult() => _cell.GetResult();

    /// <inheritdoc />
    public void OnCompleted(Action continuation) => AwaitContinuation.Register(_cell, Flow(continuation), _useContext);

    /// <inheritdoc />
    public void UnsafeOnCompleted(Action continuation) => AwaitContinuation.Register(_cell, continuation, _useContext);

    private static Action Flow(Action continuation)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        return context is null ? continuation : () => ExecutionContext.Run(context, static state => ((Action)state!)(), continuation);
    }
}
