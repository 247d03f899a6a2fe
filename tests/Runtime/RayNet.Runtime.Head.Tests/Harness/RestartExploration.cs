using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>
/// One schedule of one actor: workers of three nodes, and what is on its way from them to the head. A seed chooses which of the things that may happen next does. After each of them what the head
/// knows is held against what is so.
/// </summary>
internal sealed class RestartExploration
{
    private const int Nodes = 3;
    private const int MostSteps = 60;

    private readonly Random _random;
    private readonly int _maxRestarts;
    private readonly ActorId _id;
    private readonly Dictionary<int, Queue<(string What, Action Deliver)>> _links = [];
    private readonly List<Life> _lives = [];
    private readonly HashSet<int> _away = [];
    private HeadState _state;
    private int _lastNode = Nodes;
    private ulong _lastProcess = 100;
    private long _version;
    private DateTime _time = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal RestartExploration(int seed, int maxRestarts)
    {
        _random = new Random(seed);
        _maxRestarts = maxRestarts;
        _state = HeadLoader.Open(new MemoryHeadStore(), 42, _time);
        for (int node = 1; node <= Nodes; node++)
        {
            _links[node] = new Queue<(string, Action)>();
            Apply(new RegisterNode(Make.Node(node, 4), 0));
        }

        JobRecord job = Apply(new StartJob(Make.Job(1)));
        ActorRegistration registration = Make.Actor(1, job.Id, "vault", detached: true, maxRestarts: maxRestarts);
        _id = registration.Id;
        Apply(new RegisterActor(registration));
    }

    internal List<string> Log { get; } = [];

    internal ActorRecord Actor => _state.Actors[_id];

    internal void Run()
    {
        for (int step = _random.Next(MostSteps); step > 0; step--)
        {
            List<(string What, Action Act)> possible = Possible(calm: false);
            Do(possible[_random.Next(possible.Count)]);
        }

        // Nothing breaks any more: what is on its way arrives, and who is away comes back.
        while (Possible(calm: true) is { Count: > 0 } left)
        {
            Do(left[_random.Next(left.Count)]);
        }

        Assert.True(Actor.State is ActorLiveness.Alive or ActorLiveness.Dead, $"it is {Actor.State} for ever");
        if (Actor.State == ActorLiveness.Alive)
        {
            Life[] living = [.. _lives.Where(static life => life.IsRunning && !life.IsFenced)];
            Assert.True(living.Length == 1 && living[0].Process == Actor.Process, $"the head has it in process {Actor.Process}, and it lives in: {string.Join(' ', living.Select(static life => life.Process))}");
        }
    }

    private List<(string What, Action Act)> Possible(bool calm)
    {
        var possible = new List<(string, Action)>();
        foreach ((int node, Queue<(string What, Action Deliver)> link) in _links)
        {
            if (link.Count > 0 && !_away.Contains(node))
            {
                possible.Add((link.Peek().What, () => link.Dequeue().Deliver()));
            }

            if (_away.Contains(node))
            {
                possible.Add(($"node {node} is back", () => ComeBack(node)));
                if (!calm)
                {
                    possible.Add(($"node {node} is given up", () => Apply(new EndNode(Make.NodeId(node), "gone"))));
                }
            }
            else if (!calm && IsKnown(node))
            {
                possible.Add(($"node {node} is away", () => Leave(node)));
            }
        }

        foreach (Life life in _lives.Where(static life => life is { IsRunning: true, HasBegun: false, IsFenced: false }))
        {
            possible.Add(($"process {life.Process} builds life {life.Number}", () => Begin(life)));
        }

        if (!calm)
        {
            foreach (Life life in _lives.Where(static life => life.IsRunning))
            {
                possible.Add(($"process {life.Process} ends", () => End(life)));
            }
        }

        return possible;
    }

    private void Do((string What, Action Act) step)
    {
        Log.Add(step.What);
        step.Act();
        Check();
    }

    /// <summary>The worker has the actor, and says so before its constructor runs.</summary>
    private void Begin(Life life)
    {
        life.HasBegun = true;
        Send(life.Node, $"process {life.Process} says that life {life.Number} is there", () => Apply(new UpdateActor(new ActorUpdate(_id, ActorLiveness.Alive, life.Process, Make.NodeId(life.Node), life.Number, string.Empty))));
    }

    private void End(Life life)
    {
        life.IsRunning = false;
        Send(life.Node, $"node {life.Node} says that process {life.Process} has ended", () =>
        {
            if (!life.HasBegun)
            {
                // The node's own worker pool gives the actor to another worker, as the next life does not begin.
                Place(life.Node, life.Number);
                return;
            }

            Apply(new EndProcess(Make.NodeId(life.Node), life.Process, "crashed"));
        });
    }

    private void Leave(int node)
    {
        _away.Add(node);
        Apply(new LoseNode(Make.NodeId(node), "reset"));
    }

    /// <summary>Its connection is made again. One that was given up hears that, and its workers end.</summary>
    private void ComeBack(int node)
    {
        _away.Remove(node);
        if (!IsKnown(node))
        {
            _links.Remove(node);
            foreach (Life life in _lives.Where(life => life.Node == node))
            {
                life.IsFenced = true;
                life.IsRunning = false;
            }

            // Started again, it is a new one.
            _links.Add(++_lastNode, new Queue<(string, Action)>());
            Apply(new RegisterNode(Make.Node(_lastNode, 4), 0));
            return;
        }

        Apply(new RegisterNode(Make.Node(node, 4), 42));
    }

    private bool IsKnown(int node) => _state.Nodes.TryGetValue(Make.NodeId(node), out NodeRecord? record) && record.Liveness != NodeLiveness.Dead;

    private void Send(int node, string what, Action deliver) => _links[node].Enqueue((what, () =>
    {
        if (IsKnown(node))
        {
            deliver();
        }
    }));

    private void Place(int node, int number)
    {
        if (!_lives.Exists(life => life.Node == node && life.Number == number && life.IsRunning))
        {
            _lives.Add(new Life(++_lastProcess, node, number));
        }
    }

    private TResult Apply<TResult>(HeadCommand<TResult> command)
    {
        _time += TimeSpan.FromSeconds(1);
        HeadStep<TResult> step = HeadMachine.Apply(_state, command with { Time = _time }, HeadLimits.Default);
        _state = step.State;
        foreach (ActorPlaced placed in step.Effects.OfType<ActorPlaced>())
        {
            Place(_links.Keys.First(node => Make.NodeId(node) == placed.Node), placed.Actor.Restarts);
        }

        return step.Result;
    }

    private void Check()
    {
        ActorRecord actor = Actor;
        Assert.True(actor.Restarts - actor.Moves <= _maxRestarts, $"it was built again {actor.Restarts} times, of which {actor.Moves} were moves; {_maxRestarts} are allowed");
        Assert.True(actor.Version >= _version, $"its version went from {_version} to {actor.Version}");
        _version = actor.Version;
        if (actor.State == ActorLiveness.Alive)
        {
            Assert.True(_lives.Exists(life => life.Process == actor.Process && life.Number == actor.Restarts), $"the head has it in process {actor.Process}, which is none of life {actor.Restarts}");
            Assert.True(IsKnown((int)actor.Node.Origin), $"it is alive on node {actor.Node}, which is dead");
        }
    }

    /// <summary>One life of the actor, in one process.</summary>
    private sealed class Life(ulong process, int node, int number)
    {
        internal ulong Process { get; } = process;

        internal int Node { get; } = node;

        internal int Number { get; } = number;

        internal bool HasBegun { get; set; }

        internal bool IsRunning { get; set; } = true;

        /// <summary>It has heard that its node was given up.</summary>
        internal bool IsFenced { get; set; }
    }
}
