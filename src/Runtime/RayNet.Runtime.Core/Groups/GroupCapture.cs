using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Groups;

/// <summary>Children of calls that run in a placement group: whether they run there, too.</summary>
internal static class GroupCapture
{
    private static volatile bool s_isUsed;

    /// <summary>From now on calls of this process may capture their children: until then nobody pays for the question.</summary>
    internal static PlacementGroupId Note(PlacementGroupId captured)
    {
        s_isUsed |= captured != default;
        return captured;
    }

    internal static TaskOptions? Apply(TaskOptions? options, TaskOptions? declared) =>
        Find((options?.SchedulingStrategy ?? declared?.SchedulingStrategy) is null && (options?.LabelSelector ?? declared?.LabelSelector) is null) is { } inside
            ? (options ?? new TaskOptions()) with { SchedulingStrategy = inside }
            : options;

    internal static ActorOptions? Apply(ActorOptions? options, ActorOptions? declared) =>
        Find((options?.SchedulingStrategy ?? declared?.SchedulingStrategy) is null && (options?.LabelSelector ?? declared?.LabelSelector) is null && options?.Lifetime != ActorLifetime.Detached) is { } inside
            ? (options ?? new ActorOptions()) with { SchedulingStrategy = inside }
            : options;

    private static PlacementGroupSchedulingStrategy? Find(bool isFree) =>
        s_isUsed && isFree && ExecutionFrame.Current is WorkerFrame frame && frame.CapturedBy is var group && group != default
            ? new PlacementGroupSchedulingStrategy(group, -1, capturesChildren: true)
            : null;
}
