using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Machine.Isolation;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>How a node works.</summary>
internal sealed record NodeAgentOptions
{
    internal required NodeId Id { get; init; }

    internal required string Name { get; init; }

    /// <summary>Where sockets and logs are. Only its user may enter it.</summary>
    internal required string SessionDirectory { get; init; }

    internal required ResourceDemand Resources { get; init; }

    /// <summary>The GPUs as CUDA names them; where there are fewer than the resources say, the others are numbered.</summary>
    internal IReadOnlyList<string> Gpus { get; init; } = [];

    internal Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>Where other nodes reach this one, as <c>host:port</c>; empty for a node that only its own process uses.</summary>
    internal string Address { get; init; } = string.Empty;

    internal bool IsHead { get; init; }

    /// <summary>The socket by which the node's processes reach other nodes; empty where there are none.</summary>
    internal string BridgeLane { get; init; } = string.Empty;

    /// <summary>What opens links inside the cluster.</summary>
    internal required string Token { get; init; }

    /// <summary>Worker processes for each job at most.</summary>
    internal int MaxWorkersPerJob { get; init; } = 1;

    /// <summary>Leases of tasks that one worker takes at most.</summary>
    internal int SlotsPerWorker { get; init; } = int.MaxValue;

    /// <summary>How long a worker without work and actors is kept; the first one of a job stays.</summary>
    internal TimeSpan IdleWorkerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a worker's process may take until it connects; then it is stopped, and work that needs one gets another.</summary>
    internal TimeSpan WorkerStartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Keeps the workers apart from the node, where that was asked for.</summary>
    internal WorkerIsolation? Isolation { get; init; }

    /// <summary>When workers are stopped because memory is short.</summary>
    internal MemoryOptions Memory { get; init; } = new();

    internal NodeStoreOptions Store { get; init; } = new();

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal required ILogger Logger { get; init; }
}
