namespace RayNet.Runtime.Control;

/// <summary>A submitted job.</summary>
/// <param name="Submission">As it was submitted, with its id.</param>
/// <param name="Status">Its state.</param>
/// <param name="Message">Why it ended; empty while it runs.</param>
/// <param name="ExitCode">The driver's exit code.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record SubmissionRecord(JobSubmission Submission, JobStatus Status, string Message, int? ExitCode, DateTime SubmittedAt, DateTime? EndedAt);
