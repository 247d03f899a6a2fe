using RayNet.Runtime.Cluster.Machine.Isolation;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>What a node is.</summary>
/// <param name="Info">As it announces itself.</param>
/// <param name="Session">The folder of this run: sockets, logs, and the list of its processes.</param>
internal sealed record NodeHostOptions(NodeInfo Info, Session Session)
{
    /// <summary>Worker processes that share the work of a job.</summary>
    internal int WorkersPerJob { get; init; } = 1;

    /// <summary>Its GPUs, as CUDA names them.</summary>
    internal IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>When workers are stopped because memory is short.</summary>
    internal MemoryOptions Memory { get; init; } = new();

    /// <summary>Keeps the workers apart from the node; <see langword="null"/> where that was not asked for. The node ends it.</summary>
    internal WorkerIsolation? Isolation { get; init; }

    /// <summary>Where objects go when the store is full; <see langword="null"/> for a folder of the session.</summary>
    internal SpillConfiguration? Spilling { get; init; }

    /// <summary>How long a request waits for memory of the object store before it fails.</summary>
    internal TimeSpan StoreTimeout { get; init; } = new StoreOptions().MemoryWait;
}
