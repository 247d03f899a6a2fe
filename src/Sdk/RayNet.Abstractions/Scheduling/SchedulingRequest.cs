namespace RayNet;

/// <summary>What a policy of your own chooses a node for.</summary>
/// <param name="Resources">What one run, or the actor, holds: quantities by name.</param>
/// <param name="IsActor">Whether it is for an actor.</param>
/// <param name="Submitter">The node of the process that submits.</param>
public sealed record SchedulingRequest(IReadOnlyDictionary<string, double> Resources, bool IsActor, NodeId Submitter)
{
    /// <summary>Counts the requests of the process from 0: for policies that take turns.</summary>
    public long Turn { get; init; }

    /// <summary>A random number that differs from request to request, and is the same in runs with the same <see cref="RayOptions.Seed"/>.</summary>
    public ulong Seed { get; init; }
}
