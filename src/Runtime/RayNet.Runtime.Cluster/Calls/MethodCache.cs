using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>What this process keeps for a task's method: how it runs here, and how its calls are sent.</summary>
internal sealed class MethodCache(RemoteMethod method)
{
    /// <summary>How calls of others run here.</summary>
    internal CallSettings Hosted { get; } = new(method.Options?.Name ?? method.Name, 0, null, null, method.Options?.Timeout);

    /// <summary>How calls without options are sent, for one runtime.</summary>
    internal RemoteTaskHome? Default { get; set; }

    /// <summary>The options of the last call that had some, and what they mean.</summary>
    internal (TaskOptions Options, RemoteTaskHome Home)? Last { get; set; }

    internal static MethodCache Of(RemoteMethod method)
    {
        if (method.RuntimeCache is MethodCache cached)
        {
            return cached;
        }

        var cache = new MethodCache(method);
        method.RuntimeCache = cache;
        return cache;
    }
}
