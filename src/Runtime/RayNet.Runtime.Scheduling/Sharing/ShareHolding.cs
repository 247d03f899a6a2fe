using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Sharing;

/// <summary>Work that holds resources of a node.</summary>
/// <param name="Number">Grows in the order in which it was let in.</param>
/// <param name="Job">Whose it is.</param>
/// <param name="Team">The quota of that job.</param>
/// <param name="Priority">Of the job.</param>
/// <param name="Demand">What comes free when it ends.</param>
/// <param name="Worker">The process that it runs in, perhaps with others.</param>
/// <param name="MayRepeat">Whether it may be done again.</param>
/// <param name="IsActor">Whether it is an actor, which has a state to lose.</param>
internal sealed record ShareHolding(long Number, JobId Job, string Team, int Priority, ResourceDemand Demand, ulong Worker, bool MayRepeat, bool IsActor);
