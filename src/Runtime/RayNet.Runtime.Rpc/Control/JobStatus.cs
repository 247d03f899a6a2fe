namespace RayNet.Runtime.Control;

/// <summary>The states of a job, as Ray names them.</summary>
internal enum JobStatus
{
    /// <summary>Accepted, not started.</summary>
    Pending = 0,

    /// <summary>Its driver runs.</summary>
    Running = 1,

    /// <summary>Stopped on request.</summary>
    Stopped = 2,

    /// <summary>Its driver ended in good order.</summary>
    Succeeded = 3,

    /// <summary>Its driver failed or vanished.</summary>
    Failed = 4,
}
