using System.Collections.ObjectModel;

namespace RayNet;

/// <summary>An actor, as its owner knows it: the process that made it, or the head for detached and dead ones.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Status">Where it is in its life.</param>
public sealed record ActorInfo(ActorId Id, string ClassName, ActorStatus Status)
{
    /// <summary>Its <see cref="ActorOptions.Name"/>; <see langword="null"/> without one.</summary>
    public string? Name { get; init; }

    /// <summary>The namespace of its name; <see langword="null"/> without one.</summary>
    public string? Namespace { get; init; }

    /// <summary>The node that it is on; <see langword="null"/> while it has none.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The process that it is in, in sixteen hexadecimal digits; empty while it has none.</summary>
    public string Process { get; init; } = string.Empty;

    /// <summary>Calls that its owner has submitted and that have not ended. 0 for those that the head knows.</summary>
    public int PendingCalls { get; init; }

    /// <summary>How often it was built again.</summary>
    public int Restarts { get; init; }

    /// <summary>How often it may be built again; -1 without limit.</summary>
    public int MaxRestarts { get; init; }

    /// <summary>What it holds while it lives, by name.</summary>
    public IReadOnlyDictionary<string, double> Resources { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The job that it belongs to.</summary>
    public JobId Job { get; init; }

    /// <summary>The process that made it, in sixteen hexadecimal digits; empty for a detached actor.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>Whether it outlives its job.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Why it is dead or being built again; empty otherwise.</summary>
    public string Reason { get; init; } = string.Empty;
}
