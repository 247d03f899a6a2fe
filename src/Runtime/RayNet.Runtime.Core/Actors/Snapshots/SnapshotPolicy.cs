using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>When the state of an actor is saved.</summary>
/// <param name="Every">After so many calls; 0 for never by their number.</param>
/// <param name="Period">When it has run calls and so much time has passed.</param>
internal sealed record SnapshotPolicy(int Every, TimeSpan? Period)
{
    /// <summary>Whether a call is answered only when the state that it left is kept elsewhere.</summary>
    internal bool HoldsAnswers => Every == 1;

    /// <summary>The policy of a class with options; <see langword="null"/> where nothing is to be saved, since the actor saves nothing or is never built again.</summary>
    /// <exception cref="InvalidOptionException">The options do not fit the class.</exception>
    internal static SnapshotPolicy? Of(ActorClass actorClass, ActorOptions? options, int maxRestarts, int[] limits)
    {
        ActorOptions? declared = actorClass.Options;
        TimeSpan? period = options?.SnapshotPeriod ?? declared?.SnapshotPeriod;
        int? every = options?.SnapshotEvery ?? declared?.SnapshotEvery;
        if (every < 0)
        {
            throw new InvalidOptionException($"SnapshotEvery of actor {actorClass.Name} is {every}; give 0 (not by the number of calls) or more.");
        }

        if (period is { } time && time <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"SnapshotPeriod of actor {actorClass.Name} is {time}; give a positive time, or none.");
        }

        if (actorClass.State is null)
        {
            return every is null && period is null ? null : throw new InvalidOptionException(
                $"Actor {actorClass.Name} has SnapshotEvery or SnapshotPeriod and saves no state. Implement IActorState<TState>, or leave the options out.");
        }

        if (limits is not [1])
        {
            throw new InvalidOptionException(
                $"Actor {actorClass.Name} saves its state, which needs one call at a time: give it a MaxConcurrency of 1 and no concurrency groups, or do not implement IActorState<TState>.");
        }

        return maxRestarts == 0 ? null : new SnapshotPolicy(every ?? (period is null ? 1 : 0), period);
    }
}
