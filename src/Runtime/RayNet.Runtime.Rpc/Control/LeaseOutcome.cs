namespace RayNet.Runtime.Control;

/// <summary>What became of a request for a worker.</summary>
internal enum LeaseOutcome
{
    /// <summary>Granted.</summary>
    Granted = 0,

    /// <summary>The resources are in use.</summary>
    Busy = 1,

    /// <summary>No node has so much.</summary>
    Infeasible = 2,

    /// <summary>The job has ended or is unknown.</summary>
    Rejected = 3,

    /// <summary>The worker could not be started.</summary>
    WorkerFailed = 4,

    /// <summary>It is bound to a node that is gone or too small: no change of the cluster can help it.</summary>
    Unschedulable = 5,

    /// <summary>The node leaves and takes no new work; others may have room.</summary>
    Draining = 6,
}
