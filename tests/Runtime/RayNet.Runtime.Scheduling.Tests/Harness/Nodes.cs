using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Nodes and requests of tests.</summary>
internal static class Nodes
{
    internal static NodeId Id(int number) => new(1, (ulong)number);

    internal static SchedulableNode Node(int number, double cpus, double free, params (string Key, string Value)[] labels) =>
        Node(number, new Dictionary<string, double> { ["CPU"] = cpus }, new Dictionary<string, double> { ["CPU"] = free }, labels);

    internal static SchedulableNode Node(int number, Dictionary<string, double> total, Dictionary<string, double> free, params (string Key, string Value)[] labels) =>
        new(Id(number), ResourceVector.From(total), ResourceVector.From(free), labels.ToDictionary(static item => item.Key, static item => item.Value));

    internal static ClusterSnapshot Cluster(params SchedulableNode[] nodes) => new(nodes);

    internal static PlacementRequest Cpus(double cpus) => new(Demand(cpus));

    internal static ResourceDemand Demand(double cpus, double gpus = 0) => ResourceDemand.Create(cpus, gpus, 0, null);

    internal static int NumberOf(this PlacementOutcome outcome)
    {
        Assert.True(outcome.IsPlaced, $"It was not placed: {outcome}");
        return (int)outcome.Node.Sequence;
    }
}
