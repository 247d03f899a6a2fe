namespace RayNet.Runtime.Control;

/// <summary>Lines of a job's workers on their way to the node of its driver.</summary>
/// <param name="Job">The job.</param>
/// <param name="From">The node of the workers.</param>
/// <param name="Sequence">Counts the deliveries of that node for the job, from 1: one that comes again is not printed again.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LogDelivery(JobId Job, NodeId From, long Sequence, LogLines Lines);
