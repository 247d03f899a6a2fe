using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Cluster.Machine.Isolation;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Head;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Processes;

/// <summary>What a process of a cluster is: a head with a node, or a node.</summary>
internal sealed record ProcessOptions
{
    /// <summary>The head to join; <see langword="null"/> to be one.</summary>
    internal ClusterAddress? Head { get; init; }

    /// <summary>What to show to that head, and to believe of it.</summary>
    internal ClusterCredentials Credentials { get; init; } = ClusterCredentials.None;

    /// <summary>The address to listen on, and to be reached by; <see langword="null"/> for this machine only, or for the one that leads to the head.</summary>
    internal string? Host { get; init; }

    /// <summary>The port; 0 for any free one.</summary>
    internal int Port { get; init; }

    /// <summary>The node's name; the machine's by default.</summary>
    internal string? NodeName { get; init; }

    /// <summary>Resources that differ from what the machine has.</summary>
    internal IReadOnlyDictionary<string, double> Resources { get; init; } = new Dictionary<string, double>();

    /// <summary>Where the machine says what it has.</summary>
    internal MachineFiles Files { get; init; } = MachineFiles.System;

    /// <summary>When workers are stopped because memory is short.</summary>
    internal MemoryOptions Memory { get; init; } = new();

    /// <summary>Keeps the workers apart from the node; <see langword="null"/> for not.</summary>
    internal IsolationOptions? Isolation { get; init; }

    /// <summary>Labels of the node.</summary>
    internal IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Bytes of the object store; <see langword="null"/> for a part of the machine's memory.</summary>
    internal long? StoreCapacity { get; init; }

    /// <summary>Where objects go when the store is full; <see langword="null"/> for a folder of the session.</summary>
    internal SpillConfiguration? Spilling { get; init; }

    /// <summary>How long a request waits for memory of the object store before it fails.</summary>
    internal TimeSpan StoreTimeout { get; init; } = new StoreOptions().MemoryWait;

    /// <summary>Worker processes that share the work of a job on this node.</summary>
    internal int WorkersPerJob { get; init; } = 1;

    /// <summary>Token, TLS.</summary>
    internal SecurityOptions Security { get; init; } = new();

    /// <summary>The folder of runs.</summary>
    internal required string SessionRoot { get; init; }

    /// <summary>Where the process logs, for whoever asks.</summary>
    internal string LogFile { get; init; } = string.Empty;

    /// <summary>How long work has to end when the process stops.</summary>
    internal TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the head waits for a node whose connection broke.</summary>
    internal TimeSpan NodeGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where a head keeps its tables.</summary>
    internal HeadStorage Storage { get; init; } = HeadStorage.Memory;

    /// <summary>Whether a head begins a new cluster also where the one before it in the same storage was not stopped.</summary>
    internal bool IsNewCluster { get; init; }

    /// <summary>How long nodes may take to come back to a head that was started again.</summary>
    internal TimeSpan RestartGracePeriod { get; init; } = HeadOptions.DefaultRestartGracePeriod;

    /// <summary>How a node connects.</summary>
    internal NodeConnectionOptions Connection { get; init; } = NodeConnectionOptions.Default;

    /// <summary>Connections to the head and to other nodes.</summary>
    internal ConnectionOptions Channels { get; init; } = ConnectionOptions.Default;

    /// <summary>Makes the node.</summary>
    internal Func<INodeHost> CreateNode { get; init; } = static () => new Cluster.Node.NodeHost();
}
