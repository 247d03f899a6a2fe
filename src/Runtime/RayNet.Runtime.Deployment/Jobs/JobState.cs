namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>Where a submitted job is. The names are Ray's.</summary>
internal enum JobState
{
    /// <summary>Accepted, and not started yet.</summary>
    Pending = 0,

    /// <summary>Its driver runs.</summary>
    Running = 1,

    /// <summary>It was ended on request.</summary>
    Stopped = 2,

    /// <summary>Its driver returned zero.</summary>
    Succeeded = 3,

    /// <summary>It could not be started, or its driver returned something else, or died.</summary>
    Failed = 4,
}
