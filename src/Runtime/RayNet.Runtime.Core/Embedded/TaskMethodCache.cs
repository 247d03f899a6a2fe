using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Embedded;

/// <summary>A method compiled for one cluster: without options, and with the options that were used last.</summary>
internal sealed class TaskMethodCache(EmbeddedCluster owner, TaskHome home)
{
    internal EmbeddedCluster Owner { get; } = owner;

    internal TaskHome Default { get; } = home;

    internal WithOptions? Last { get; set; }

    internal sealed record WithOptions(TaskOptions Options, TaskHome Home);
}
