using System.Collections.ObjectModel;

namespace RayNet;

/// <summary>A node of the cluster, as it was when somebody asked.</summary>
/// <param name="Id">The node.</param>
/// <param name="Name">Its name, for people: the machine's by default.</param>
/// <param name="State">Whether it is there.</param>
public sealed record ClusterNode(NodeId Id, string Name, ClusterNodeState State)
{
    /// <summary>Where other nodes reach it, as <c>host:port</c>; empty for a node inside a program.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>Whether the cluster's head runs in the same process.</summary>
    public bool IsHead { get; init; }

    /// <summary>All of its resources by name: <c>CPU</c>, <c>GPU</c>, <c>memory</c> (bytes) and custom ones.</summary>
    public IReadOnlyDictionary<string, double> Resources { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What of them was free at its last report, by name.</summary>
    public IReadOnlyDictionary<string, double> Available { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Its labels by key.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Its worker processes.</summary>
    public int Workers { get; init; }

    /// <summary>Memory of its object store, in bytes; 0 where values stay in the program.</summary>
    public long ObjectStoreMemory { get; init; }

    /// <summary>Bytes of that in use.</summary>
    public long ObjectStoreUsed { get; init; }

    /// <summary>Memory in use on its machine, or in the container around it, in bytes; 0 where it does not look.</summary>
    public long MemoryUsed { get; init; }

    /// <summary>Memory of its machine, or of the container around it, in bytes; 0 where it does not look.</summary>
    public long MemoryTotal { get; init; }

    /// <summary>Workers that it stopped because memory was short: see <see cref="RayOutOfMemoryException"/>.</summary>
    public long MemoryKills { get; init; }

    /// <summary>How long it has had nothing to do; zero while something runs or waits on it.</summary>
    public TimeSpan IdleTime { get; init; }

    /// <summary>The operating system's id of its process.</summary>
    public int ProcessId { get; init; }

    /// <summary>RayNet's version on it.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>When it joined, in UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it was given up, in UTC; <see langword="null"/> while it was not.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Why it is not alive; empty while it is.</summary>
    public string Reason { get; init; } = string.Empty;
}
