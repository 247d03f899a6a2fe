using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RayNet.CompilerServices;

/// <summary>A call of a method that returns its result in a task.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncCall<T> : ObjectCell<T>
{
    /// <summary>Calls the user's method with the arguments that the call holds.</summary>
    /// <param name="frame">What the worker supplies.</param>
    protected abstract ValueTask<T> Invoke(ExecutionFrame frame);

    internal sealed override bool Execute(ExecutionFrame frame)
    {
        ValueTask<T> task;
        ExecutionFrame.EnterFlow(frame);
        try
        {
            task = Invoke(frame);
        }
        catch (Exception exception)
        {
            frame.OnFailed(this, exception);
            return true;
        }
        finally
        {
            ExecutionFrame.EnterFlow(null);
        }

        ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter awaiter = task.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            Finish(frame, awaiter);
            return true;
        }

        awaiter.UnsafeOnCompleted(() =>
        {
            Finish(frame, awaiter);
            frame.OnAsyncEnded(this);
        });
        return false;
    }

    private void Finish(ExecutionFrame frame, ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter awaiter)
    {
        T value;
        try
        {
            value = Isolate(awaiter.GetResult());
        }
        catch (Exception exception)
        {
            frame.OnFailed(this, exception);
            return;
        }

        if (frame.IsAbandoned)
        {
            return;
        }

        if (!frame.KeepsArguments)
        {
            ReleaseArguments();
        }

        TrySucceed(value);
    }
}
