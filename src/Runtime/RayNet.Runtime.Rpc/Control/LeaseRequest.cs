namespace RayNet.Runtime.Control;

/// <summary>A process asks for a worker.</summary>
/// <param name="Job">The job.</param>
/// <param name="Requester">The process that will push work.</param>
/// <param name="RequesterNode">Its node.</param>
/// <param name="Resources">What one run holds, in units of 1/10000, by name.</param>
/// <param name="ForActor">Whether an actor will live there: the lease then lasts as long as the actor, without a limit of idleness.</param>
/// <param name="Preferred">Nodes that hold arguments, best first.</param>
/// <param name="Hops">How often the request was passed on.</param>
/// <param name="Wait">Whether the node holds the request back until resources are free; otherwise it answers at once.</param>
internal sealed record LeaseRequest(
    JobId Job,
    ulong Requester,
    NodeId RequesterNode,
    Dictionary<string, long> Resources,
    bool ForActor,
    NodeId[] Preferred,
    int Hops,
    bool Wait)
{
    /// <summary>What must exist on the node besides what is held: an actor without CPUs still needs a node that can run something. <see langword="null"/> where it is the same.</summary>
    public Dictionary<string, long>? Placement { get; init; }

    /// <summary>What is asked of the node besides; <see langword="null"/> for any node.</summary>
    public SchedulingSpec? Scheduling { get; init; }

    /// <summary>Whether what runs there may be done again when its worker is lost.</summary>
    public bool IsRetriable { get; init; }

    /// <summary>Among the calls of the job: higher ones first.</summary>
    public int Priority { get; init; }
}
