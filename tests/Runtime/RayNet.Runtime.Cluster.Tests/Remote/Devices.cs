namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Remote code that says which GPUs it sees.</summary>
internal static class Devices
{
    [Remote]
    public static string See(RayContext context) => Describe(context);

    [Remote]
    public static string Hold(string gate, RayContext context)
    {
        Gate.Pass(gate);
        return Describe(context);
    }

    /// <summary>The variable of the process, as native libraries read it; what RayNet says; the process.</summary>
    private static string Describe(RayContext context)
    {
        string variable = File.ReadAllText("/proc/self/environ").Split('\0').FirstOrDefault(static item => item.StartsWith("CUDA_VISIBLE_DEVICES=", StringComparison.Ordinal))?.Split('=')[1] ?? "unset";
        return $"{variable}|{string.Join(',', context.GpuIds)}|{Environment.ProcessId}";
    }
}
