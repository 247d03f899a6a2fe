using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Clusters and requests from a seed.</summary>
internal sealed class RandomCluster(int seed)
{
    private static readonly string[] Zones = ["north", "south", "west"];

    private readonly Random _random = new(seed);

    internal Random Random => _random;

    internal SchedulableNode Node(int number, bool isEmpty = false)
    {
        int cpus = _random.Next(1, 9);
        int gpus = _random.Next(0, 3);
        var total = new Dictionary<string, double> { ["CPU"] = cpus, ["GPU"] = gpus, ["license"] = _random.Next(0, 2) };
        Dictionary<string, double> free = isEmpty ? total : new() { ["CPU"] = _random.Next(0, cpus + 1), ["GPU"] = _random.Next(0, gpus + 1), ["license"] = total["license"] };
        (string, string)[] labels = _random.Next(4) == 0 ? [] : [("zone", Zones[_random.Next(Zones.Length)])];
        return Nodes.Node(number, total, free, labels) with { State = _random.Next(10) == 0 ? ClusterNodeState.Draining : ClusterNodeState.Alive, Occupants = _random.Next(3) };
    }

    internal SchedulableNode[] Many(int most, bool isEmpty = false) => [.. Enumerable.Range(1, _random.Next(1, most + 1)).Select(number => Node(number, isEmpty))];

    internal PlacementRequest Request(int nodes) => new(Demand())
    {
        Selectors = [.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Selector())],
        Kind = (PlacementKind)_random.Next(4),
        Node = Nodes.Id(_random.Next(0, nodes + 2)),
        Local = Nodes.Id(_random.Next(0, nodes + 2)),
        Locality = _random.Next(4) == 0 ? [(Nodes.Id(_random.Next(1, nodes + 1)), _random.Next(100))] : [],
        Except = _random.Next(4) == 0 ? [Nodes.Id(_random.Next(1, nodes + 1))] : [],
        Seed = (ulong)_random.NextInt64(),
        Turn = _random.Next(100),
    };

    internal ResourceDemand Demand() => ResourceDemand.Create(
        _random.Next(0, 6),
        _random.Next(3) == 0 ? _random.Next(0, 3) : 0,
        0,
        _random.Next(5) == 0 ? [new("license", 1)] : null);

    internal LabelSelector Selector() => _random.Next(4) switch
    {
        0 => LabelSelector.Any.Equal("zone", Zone()),
        1 => LabelSelector.Any.NotEqual("zone", Zone()),
        2 => LabelSelector.Any.In("zone", Zone(), Zone()),
        _ => LabelSelector.Any.NotIn("zone", Zone(), Zone()),
    };

    private string Zone() => Zones[_random.Next(Zones.Length)];
}
