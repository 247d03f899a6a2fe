using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Calls that return nothing are calls that return a <see cref="Unit"/>; generated code converts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcResults
{
    /// <summary>Adds a value to a call without one.</summary>
    /// <param name="call">The call.</param>
    public static async ValueTask<Unit> WithValue(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return default;
    }

    /// <summary>Adds a value to a call without one.</summary>
    /// <param name="call">The call.</param>
    public static async ValueTask<Unit> WithValue(Task call)
    {
        await call.ConfigureAwait(false);
        return default;
    }

    /// <summary>Takes the value from a call that has none.</summary>
    /// <param name="call">The call.</param>
    public static async ValueTask WithoutValue(ValueTask<Unit> call) => await call.ConfigureAwait(false);
}
