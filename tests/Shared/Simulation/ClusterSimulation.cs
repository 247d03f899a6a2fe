using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;

namespace RayNet.Tests.Simulation;

/// <summary>
/// A cluster in virtual time: tasks come, run and end, nodes die and are replaced, and each decision is that of the real policies. The same options
/// give the same run. It throws when a policy breaks a rule.
/// </summary>
internal sealed class ClusterSimulation
{
    private const int Zones = 4;
    private const double MeanSeconds = 10;

    private readonly SimulationOptions _options;
    private readonly Random _random;
    private readonly PriorityQueue<SimulatedEvent, (double Time, long Order)> _events = new();
    private readonly Dictionary<NodeId, SimulatedNode> _nodes = [];
    private readonly SimulatedShape[] _shapes;
    private readonly PlacementIndex _index = new();
    private readonly NodeId _local;
    private long _order;
    private long _decisions;
    private ulong _fingerprint = 14695981039346656037;
    private double _time;
    private int _nextNode;
    private int _finished;
    private int _attempts;
    private int _pending;
    private int _mostPending;

    private ClusterSimulation(SimulationOptions options)
    {
        _options = options;
        _random = new Random(options.Seed);
        for (int i = 0; i < options.Nodes; i++)
        {
            AddNode();
        }

        _local = _nodes.Keys.First();
        _shapes = [.. Enumerable.Range(0, options.Shapes).Select(MakeShape)];
    }

    internal static SimulationResult Run(SimulationOptions options) => new ClusterSimulation(options).Run();

    private SimulationResult Run()
    {
        int[] histogram = [];
        double arrival = 0;
        double capacity = _nodes.Values.Sum(static node => node.Node.Total[ResourceNames.Cpu]);
        double work = _shapes.Average(static shape => shape.Demand.UnitsOf(ResourceNames.Cpu)) * MeanSeconds;
        double gap = work / (capacity * _options.Load);
        for (int i = 0; i < _options.Deaths; i++)
        {
            Add(_random.NextDouble() * gap * _options.Tasks, new SimulatedEvent(SimulatedEventKind.Death));
        }

        for (int task = 0; task < _options.Tasks; task++)
        {
            arrival += -Math.Log(1 - _random.NextDouble()) * gap;
            RunUntil(arrival);
            Submit(_random.Next(_shapes.Length), isNew: true);
            if (task == _options.Tasks / 2)
            {
                histogram = Histogram();
            }
        }

        RunUntil(double.PositiveInfinity);
        return new SimulationResult(_finished, _attempts, _decisions, _time, _mostPending, _fingerprint, histogram);
    }

    private void RunUntil(double time)
    {
        while (_events.TryPeek(out SimulatedEvent? next, out (double Time, long Order) at) && at.Time <= time)
        {
            _events.Dequeue();
            _time = at.Time;
            Handle(next);
        }

        _time = double.IsFinite(time) ? time : _time;
    }

    private void Handle(SimulatedEvent next)
    {
        switch (next.Kind)
        {
            case SimulatedEventKind.Death:
                Kill();
                break;
            case SimulatedEventKind.Join:
                StartWaiting(AddNode());
                break;
            default:
                if (_nodes.TryGetValue(next.Node, out SimulatedNode? node))
                {
                    node.End(next.Shape, _shapes[next.Shape]);
                    _index.Release(next.Node, _shapes[next.Shape].Demand);
                    _finished++;
                    StartWaiting(node);
                }

                break;
        }
    }

    private void Submit(int number, bool isNew)
    {
        if ((isNew && _shapes[number].Waiting > 0) || !TryStart(number))
        {
            _shapes[number].Waiting++;
            _mostPending = Math.Max(_mostPending, ++_pending);
        }
    }

    /// <summary>Something is free on the node: what waits and fits there is placed, there or anywhere.</summary>
    private void StartWaiting(SimulatedNode node)
    {
        for (int number = 0; number < _shapes.Length && _pending > 0; number++)
        {
            SimulatedShape shape = _shapes[number];
            while (shape.Waiting > 0 && node.Free.Covers(shape.Demand) && TryStart(number))
            {
                shape.Waiting--;
                _pending--;
            }
        }
    }

    private bool TryStart(int number)
    {
        SimulatedShape shape = _shapes[number];
        PlacementOutcome outcome = _index.Decide(shape.Request with { Seed = (ulong)_decisions, Turn = _decisions, Local = _local });
        _decisions++;
        _fingerprint = (_fingerprint ^ outcome.Node.Sequence) * 1099511628211;
        if (!outcome.IsPlaced)
        {
            return false;
        }

        _nodes[outcome.Node].Start(number, shape);
        _index.Acquire(outcome.Node, shape.Demand);
        _attempts++;
        Add(_time + (_random.NextDouble() * 2 * MeanSeconds), new SimulatedEvent(SimulatedEventKind.End, outcome.Node, number));
        return true;
    }

    private SimulatedNode AddNode()
    {
        int number = ++_nextNode;
        bool hasGpus = number % 5 == 0;
        var total = ResourceVector.From(ResourceDemand.Create(16, hasGpus ? 4 : 0, 64L << 30, null));
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["zone"] = $"zone-{number % Zones}", ["accelerator"] = hasGpus ? "A100" : "none" };
        var node = new SimulatedNode(new SchedulableNode(new NodeId(1, (ulong)number), total, total, labels), _options.Shapes);
        _nodes.Add(node.Node.Id, node);
        _index.Set(node.Node);
        return node;
    }

    private void Kill()
    {
        SimulatedNode node = _nodes.Values.ElementAt(_random.Next(_nodes.Count));
        node.IsDead = true;
        _nodes.Remove(node.Node.Id);
        _index.Remove(node.Node.Id);
        Add(_time + MeanSeconds, new SimulatedEvent(SimulatedEventKind.Join));
        for (int number = 0; number < _shapes.Length; number++)
        {
            for (int i = 0; i < node.Running[number]; i++)
            {
                Submit(number, isNew: false);
            }
        }
    }

    private SimulatedShape MakeShape(int number) => new(new PlacementRequest(ResourceDemand.Create((number % 4) + 1, number % 7 == 6 ? 1 : 0, (long)(number % 3) << 30, null))
    {
        Kind = _options.Mode == PlacementMode.Spread ? PlacementKind.Spread : PlacementKind.Default,
        Selectors = (number % 5) switch
        {
            3 => [LabelSelector.Any.NotEqual("zone", $"zone-{number % Zones}")],
            4 => [LabelSelector.Any.Equal("zone", $"zone-{number % Zones}"), LabelSelector.Any],
            _ => [],
        },
    });

    private int[] Histogram()
    {
        int[] tenths = new int[10];
        foreach (SimulatedNode node in _nodes.Values)
        {
            double used = 1 - ((double)node.Free[ResourceNames.Cpu] / node.Node.Total[ResourceNames.Cpu]);
            tenths[Math.Min(9, (int)(used * 10))]++;
        }

        return tenths;
    }

    private void Add(double time, SimulatedEvent next) => _events.Enqueue(next, (time, _order++));
}
