using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A call of a method that returns a task without a result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncVoidCall : AsyncCall<Unit>
{
    /// <summary>Calls the user's method with the arguments that the call holds.</summary>
    /// <param name="frame">What the worker supplies.</param>
    protected abstract ValueTask InvokeVoid(ExecutionFrame frame);

    /// <inheritdoc />
    protected sealed override ValueTask<Unit> Invoke(ExecutionFrame frame)
    {
        ValueTask task = InvokeVoid(frame);
        if (task.IsCompletedSuccessfully)
        {
            task.GetAwaiter().GetResult();
            return default;
        }

        return AwaitAsync(task);
    }

    private static async ValueTask<Unit> AwaitAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
