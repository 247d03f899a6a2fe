using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Awaits an <see cref="ObjectRef"/>. Used by the compiler.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectRefAwaiter : ICriticalNotifyCompletion
{
    private readonly ObjectCell _cell;
    private readonly bool _useContext;

    internal ObjectRefAwaiter(ObjectCell cell, bool useContext)
    {
        _cell = cell;
        _useContext = useContext;
    }

    /// <summary>Whether the call has ended.</summary>
    public bool IsCompleted => _cell.IsCompleted;

    /// <summary>Throws what the call failed with; returns if it did not fail.</summary>
    public void GetResult() => _cell.ThrowIfFailed();

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
