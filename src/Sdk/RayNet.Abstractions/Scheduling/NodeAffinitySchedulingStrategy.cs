namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.NodeAffinity"/>.</summary>
public sealed record NodeAffinitySchedulingStrategy : SchedulingStrategy
{
    internal NodeAffinitySchedulingStrategy(NodeId node, bool isSoft)
    {
        Node = node;
        IsSoft = isSoft;
    }

    /// <summary>The node.</summary>
    public NodeId Node { get; }

    /// <summary>Whether another node will do where this one is gone, or could never run it.</summary>
    public bool IsSoft { get; }
}
