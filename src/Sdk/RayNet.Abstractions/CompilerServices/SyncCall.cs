using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A call of a method that returns its result.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SyncCall<T> : ObjectCell<T>
{
    /// <summary>Calls the user's method with the arguments that the call holds.</summary>
    /// <param name="frame">What the worker supplies.</param>
    protected abstract T Invoke(ExecutionFrame frame);

    internal sealed override bool EndsOnReturn => true;

    internal sealed override bool Execute(ExecutionFrame frame)
    {
        T value;
        try
        {
            value = Isolate(Invoke(frame));
        }
        catch (Exception exception)
        {
            frame.OnFailed(this, exception);
            return true;
        }

        SucceedOnReturn(frame, value);
        return true;
    }
}
