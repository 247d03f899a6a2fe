using System.Globalization;

namespace RayNet.Runtime.Tests;

internal static class Contexts
{
    [Remote]
    public static string[] Describe(RayContext context) =>
    [
        context.JobId.ToString(),
        context.NodeId.ToString(),
        context.TaskId.ToString(),
        context.TaskName,
        context.Attempt.ToString(CultureInfo.InvariantCulture),
        context.Namespace,
        context.WasRestarted.ToString(),
        context.ActorId?.ToString() ?? "none",
    ];

    [Remote]
    public static string Name() => RayContext.Current!.TaskName;

    [Remote]
    public static string[] Nested() =>
        [RayContext.Current!.TaskName, Ray.Get(Contexts.NameRemote(new TaskOptions { Name = "inner" })), RayContext.Current!.TaskName];

    [Remote]
    public static async Task<string[]> NestedAsync()
    {
        string before = RayContext.Current!.TaskName;
        await Task.Yield();
        string inner = Ray.Get(Contexts.NameRemote(new TaskOptions { Name = "inner" }));
        return [before, inner, RayContext.Current!.TaskName];
    }

    [Remote]
    public static async Task<string> NamespaceOfChild(int gate)
    {
        await Gate.Of(gate).PassAsync();
        return await Probe.WorkerNamespaceRemote();
    }
}
