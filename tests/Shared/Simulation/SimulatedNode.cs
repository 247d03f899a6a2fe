using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Tests.Simulation;

/// <summary>A node with an account of its own, so that a policy that over-commits is found out.</summary>
internal sealed class SimulatedNode(SchedulableNode node, int shapes)
{
    internal SchedulableNode Node { get; } = node;

    internal ResourceVector Free { get; } = node.Total.Copy();

    /// <summary>Runs by shape.</summary>
    internal int[] Running { get; } = new int[shapes];

    internal bool IsDead { get; set; }

    internal void Start(int number, SimulatedShape shape)
    {
        if (IsDead)
        {
            throw new InvalidOperationException($"Work was placed on node {Node.Id}, which is dead.");
        }

        if (!Free.Covers(shape.Demand))
        {
            throw new InvalidOperationException($"Node {Node.Id} was over-committed with {shape.Demand}.");
        }

        if (!shape.Request.Selectors.IsEmpty && !shape.Request.Selectors.Any(selector => selector.Matches(Node.Labels)))
        {
            throw new InvalidOperationException($"Work for {shape.Request.Selectors[0]} was placed on node {Node.Id}.");
        }

        Free.Subtract(shape.Demand);
        Running[number]++;
    }

    internal void End(int number, SimulatedShape shape)
    {
        Free.Add(shape.Demand);
        Running[number]--;
    }
}
