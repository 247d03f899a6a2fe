namespace RayNet.Runtime.Control;

/// <summary>The answer to a request for a worker.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Lease">The lease, if granted.</param>
/// <param name="Worker">Where the worker is, if granted.</param>
/// <param name="Message">Why not, for people.</param>
internal sealed record LeaseReply(LeaseOutcome Outcome, LeaseId Lease, ProcessAddress? Worker, string Message)
{
    /// <summary>Why there is no place, for programs.</summary>
    public PendingReason Reason { get; init; }
}
