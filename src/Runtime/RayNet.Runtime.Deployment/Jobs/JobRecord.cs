namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>What is known of a submitted job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it is.</param>
/// <param name="Message">The same in words, with the reason of a failure.</param>
/// <param name="Submitted">When it was accepted.</param>
internal sealed record JobRecord(string Id, JobState State, string Message, DateTimeOffset Submitted)
{
    internal int? Pid { get; init; }

    internal int? ExitCode { get; init; }

    internal int? Signal { get; init; }

    internal DateTimeOffset? Started { get; init; }

    internal DateTimeOffset? Ended { get; init; }

    /// <summary>Whether somebody asked for its end.</summary>
    internal bool StopRequested { get; init; }

    internal bool IsEnded => State is JobState.Stopped or JobState.Succeeded or JobState.Failed;
}
