using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>Calls that return nothing are calls that return a <see cref="Unit"/>; generated code converts.</summary>
internal static class RpcResults
{
    internal static async ValueTask<Unit> WithValue(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return default;
    }

    internal static async ValueTask<Unit> WithValue(Task call)
    {
        await call.ConfigureAwait(false);
        return default;
    }

    internal static async ValueTask WithoutValue(ValueTask<Unit> call) => await call.ConfigureAwait(false);
}
