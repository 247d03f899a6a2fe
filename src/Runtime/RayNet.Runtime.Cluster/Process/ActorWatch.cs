using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster;

/// <summary>Follows actors until they have a place: whoever is told of changes says that there was one, and the head says which.</summary>
internal sealed class ActorWatch(IHeadService head, TimeProvider time)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private TaskCompletionSource _changed = NewSignal();

    internal void OnChanged() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    /// <summary>The actor when it has a worker or is dead; <see langword="null"/> when it is unknown.</summary>
    /// <param name="id">The actor.</param>
    /// <param name="lost">A process that it cannot be reached in, or 0: the head may not have heard yet that it is gone.</param>
    internal async Task<ActorRecord?> WaitAsync(ActorId id, ulong lost)
    {
        while (true)
        {
            // Before the question, so that no change is missed between the answer and the wait.
            Task changed = Volatile.Read(ref _changed).Task;
            ActorRecord? actor = await head.GetActorAsync(id).ConfigureAwait(false);
            if (actor is { Registration: { IsDetached: true, Owner: 0 }, Process: not 0 } && actor.Process == lost)
            {
                // Only the connection may be broken: then the process is tried again.
                await changed.WaitAsync(RetryDelay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                lost = 0;
                continue;
            }

            if (actor is null || actor.Process != 0 || actor.State == ActorLiveness.Dead)
            {
                return actor;
            }

            await changed.ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
