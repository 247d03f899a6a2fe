using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;

namespace RayNet.Runtime.Head.Commands;

/// <summary>A driver starts.</summary>
internal sealed record StartJob(JobStart Start) : HeadCommand<JobRecord>
{
    internal override JobRecord Run(Transition transition) => JobRules.Start(transition, Start);
}
