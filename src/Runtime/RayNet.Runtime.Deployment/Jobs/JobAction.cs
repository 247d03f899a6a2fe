namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>What has to be done to the process of a job after an event.</summary>
internal enum JobAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Do not start it any more.</summary>
    CancelStart = 1,

    /// <summary>Ask it to end.</summary>
    Terminate = 2,

    /// <summary>End it.</summary>
    Kill = 3,
}
