using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>Jobs that the head starts itself: <c>raynet job</c>.</summary>
[RpcService]
internal interface ISubmissionService
{
    /// <summary>Starts the entry point of an uploaded build as a driver beside the head.</summary>
    Task<SubmissionRecord> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken = default);

    /// <summary>One submitted job, or <see langword="null"/>.</summary>
    Task<SubmissionRecord?> GetAsync(string submissionId, CancellationToken cancellationToken = default);

    /// <summary>All submitted jobs, newest first.</summary>
    Task<SubmissionRecord[]> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Stops a job; returns whether it was running.</summary>
    Task<bool> StopAsync(string submissionId, CancellationToken cancellationToken = default);

    /// <summary>Output of the driver from a byte offset; waits a little for more when there is none and the job runs.</summary>
    Task<LogChunk> ReadLogAsync(string submissionId, long offset, CancellationToken cancellationToken = default);
}
