using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster;

/// <summary>Follows actors until they have a place: whoever is told of changes says that there was one, and the head says which.</summary>
internal sealed class ActorWatch(IHeadService head)
{
    private TaskCompletionSource _changed = NewSignal();

    internal void OnChanged() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    /// <summary>The actor when it has a worker or is dead; <see langword="null"/> when it is unknown.</summary>
    internal async Task<ActorRecord?> WaitAsync(ActorId id)
    {
        while (true)
        {
            // Before the question, so that no change is missed between the answer and the wait.
            Task changed = Volatile.Read(ref _changed).Task;
            ActorRecord? actor = await head.GetActorAsync(id).ConfigureAwait(false);
            if (actor is null || actor.Process != 0 || actor.State == ActorLiveness.Dead)
            {
                return actor;
            }

            await changed.ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
