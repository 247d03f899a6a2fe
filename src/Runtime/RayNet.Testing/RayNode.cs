using RayNet.Testing.Nodes;

namespace RayNet.Testing;

/// <summary>A node of a <see cref="RayCluster"/>.</summary>
public sealed class RayNode
{
    internal RayNode(NodeId id, string name, NodeMode mode, ITestNode process, NodeOptions options)
    {
        Id = id;
        Name = name;
        Mode = mode;
        Process = process;
        Options = options;
    }

    /// <summary>The node in RayNet's numbering, as <see cref="RayContext.NodeId"/> gives it. One that was given up and came back has another: <see cref="RayCluster.WaitForReturnAsync"/>.</summary>
    public NodeId Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where other nodes reach it, as <c>host:port</c>.</summary>
    public string Address => Process.Address;

    /// <summary>Whether the head runs with it.</summary>
    public bool IsHead => Process.IsHead;

    /// <summary>Where it runs.</summary>
    public NodeMode Mode { get; }

    /// <summary>The process that it runs in.</summary>
    public int ProcessId => Process.ProcessId;

    /// <summary>What it was started with.</summary>
    public NodeOptions Options { get; }

    internal ITestNode Process { get; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
