using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A driver ended.</summary>
internal sealed record EndJob(JobId Job, JobStatus Status, string Message) : HeadCommand<bool>
{
    internal override bool Run(Transition transition) => JobRules.End(transition, Job, Status, Message);
}
