namespace RayNet.Runtime.Control;

/// <summary>What the head knows of a job.</summary>
/// <param name="Id">The job.</param>
/// <param name="Start">As it started.</param>
/// <param name="Status">Its state.</param>
/// <param name="Message">Why it ended; empty while it runs.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record JobRecord(JobId Id, JobStart Start, JobStatus Status, string Message, DateTime StartedAt, DateTime? EndedAt);
