namespace RayNet;

/// <summary>
/// An actor whose state survives a restart. RayNet saves the state when <see cref="ActorOptions.SnapshotEvery"/> and <see cref="ActorOptions.SnapshotPeriod"/>
/// say so, keeps it outside of the actor's process, and restores the last saved state when the actor is built again, after its constructor and before any call.
/// </summary>
/// <remarks>
/// Both methods run where the actor's calls run, and never beside one: the actor runs one call at a time. The state is serialized when
/// <see cref="SaveState"/> returns, so that it may share objects with the actor. References and handles cannot be part of it.
/// </remarks>
/// <typeparam name="TState">The type of the state. Later builds read what earlier ones saved: its members are part of the contract of the project.</typeparam>
public interface IActorState<TState>
{
    /// <summary>The state as it is now.</summary>
    TState SaveState();

    /// <summary>Takes over the state of the life before.</summary>
    /// <param name="state">What <see cref="SaveState"/> returned last, as a copy.</param>
    void RestoreState(TState state);
}
