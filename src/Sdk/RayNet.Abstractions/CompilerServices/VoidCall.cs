using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A call of a method that returns nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidCall : ObjectCell<Unit>
{
    /// <summary>Calls the user's method with the arguments that the call holds.</summary>
    /// <param name="frame">What the worker supplies.</param>
    protected abstract void Invoke(ExecutionFrame frame);

    internal sealed override bool EndsOnReturn => true;

    internal sealed override bool Execute(ExecutionFrame frame)
    {
        try
        {
            Invoke(frame);
        }
        catch (Exception exception)
        {
            frame.OnFailed(this, exception);
            return true;
        }

        SucceedOnReturn(frame, default);
        return true;
    }
}
