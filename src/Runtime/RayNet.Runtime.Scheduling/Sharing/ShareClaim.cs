using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Sharing;

/// <summary>Work that waits for resources of a node.</summary>
/// <param name="Number">Grows in the order in which claims came.</param>
/// <param name="Job">Whose it is.</param>
/// <param name="Team">The quota of that job.</param>
/// <param name="Priority">Of the job: higher ones first, and they may take what lower ones have.</param>
/// <param name="TaskPriority">Among the calls of the job.</param>
/// <param name="Demand">What it asks for.</param>
/// <param name="Waited">How long it has waited.</param>
internal sealed record ShareClaim(long Number, JobId Job, string Team, int Priority, int TaskPriority, ResourceDemand Demand, TimeSpan Waited)
{
    /// <summary>Its team's quota is used up: only the team itself can make room for it.</summary>
    public bool IsOverQuota { get; init; }
}
