namespace RayNet;

/// <summary>Why a task or actor call has not ended.</summary>
public enum PendingReason
{
    /// <summary>It is not pending: it has ended.</summary>
    NotPending = 0,

    /// <summary>An argument is a reference that is not ready.</summary>
    WaitingForArgument = 1,

    /// <summary>Its resources exist and are in use.</summary>
    WaitingForResources = 2,

    /// <summary>No node has the resources that it asks for.</summary>
    Infeasible = 3,

    /// <summary>It waits behind other calls of the same actor.</summary>
    WaitingForActor = 4,

    /// <summary>The actor is not created yet.</summary>
    WaitingForActorCreation = 5,

    /// <summary>A failed attempt is repeated after a delay.</summary>
    WaitingForRetry = 6,

    /// <summary>It runs.</summary>
    Running = 7,

    /// <summary>It is queued, and starts as soon as a worker takes it.</summary>
    Queued = 8,

    /// <summary>No living node has the labels that it asks for.</summary>
    NoNodeWithLabel = 9,

    /// <summary>The node that it is bound to is not there, or takes no new work.</summary>
    NodeUnavailable = 10,

    /// <summary>Its placement group has no place yet.</summary>
    WaitingForPlacementGroup = 11,

    /// <summary>The quota of its job's team is used up.</summary>
    WaitingForQuota = 12,
}
