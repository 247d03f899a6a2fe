namespace RayNet;

/// <summary>Why a lost object is not made again. The numbers are never reused.</summary>
public enum ObjectLossCause
{
    /// <summary>Not classified.</summary>
    Unknown = 0,

    /// <summary>It was put, or filled as a buffer: there is no task that could make it again.</summary>
    PutObject = 1,

    /// <summary>The call that made it may not run again: its retries are 0, or <see cref="RayOptions.MaxLineageBytes"/> is.</summary>
    ReconstructionDisabled = 2,

    /// <summary>How it was made is forgotten: what is kept of calls was more than <see cref="RayOptions.MaxLineageBytes"/>.</summary>
    LineageEvicted = 3,

    /// <summary>The call that made it has run as often as its retries allow.</summary>
    AttemptsExceeded = 4,

    /// <summary>It did not arrive within <see cref="RayOptions.FetchTimeout"/>. It may still exist.</summary>
    FetchTimedOut = 5,

    /// <summary>A call made it of an actor that implements <see cref="IActorState{TState}"/>: another run would change the state that survives a second time.</summary>
    ActorStateSurvives = 6,
}
