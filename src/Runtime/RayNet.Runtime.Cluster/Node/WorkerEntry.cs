using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>A worker process as its node knows it. Guarded by the node's lock.</summary>
internal sealed class WorkerEntry(ulong process, JobId job, string lane)
{
    internal ulong Process { get; } = process;

    internal JobId Job { get; } = job;

    internal string Lane { get; } = lane;

    /// <summary>The GPUs that it was started for; none for all other work.</summary>
    internal IReadOnlyList<string> Gpus { get; init; } = [];

    internal IWorkerProcess? Started { get; set; }

    /// <summary>When it was asked for.</summary>
    internal long AskedAt { get; init; }

    /// <summary>When its process was there.</summary>
    internal long StartedAt { get; set; }

    /// <summary>It was stopped because it never connected.</summary>
    internal bool IsLate { get; set; }

    internal ProcessSession? Session { get; set; }

    /// <summary>The placement group that it works for, and nobody else: it ends with the group.</summary>
    internal PlacementGroupId Group { get; set; }

    internal int TaskLeases { get; set; }

    internal int ActorLeases { get; set; }

    /// <summary>Leases whose work waits: they take no slot meanwhile.</summary>
    internal int BlockedLeases { get; set; }

    /// <summary>A process that it worked for could not reach it any more; another one takes its place.</summary>
    internal bool IsBad { get; set; }

    /// <summary>It takes no new work, and ends when it has none.</summary>
    internal bool IsRetired { get; set; }

    /// <summary>It was asked to end, and does when its actors are disposed.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>It is being stopped for more important work.</summary>
    internal bool IsPreempted { get; set; }

    internal bool IsUnused => TaskLeases + ActorLeases + BlockedLeases == 0;

    internal long IdleSince { get; set; }

    internal ProcessAddress AddressOn(NodeAgentOptions node) => new(Process, node.Id, Lane, node.Address, Started?.ProcessId ?? 0);
}
