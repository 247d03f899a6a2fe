using CsCheck;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>Random commands on a state machine and its store.</summary>
internal sealed class RandomRun
{
    internal static readonly HeadLimits Limits = HeadLimits.Default with { MaxDeadNodes = 2, MaxEndedJobs = 2, MaxDeadActors = 3, MaxKeyBytes = 40 };

    internal static readonly Gen<RandomStep[]> Steps =
        Gen.Select(Gen.Int[0, 14], Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[0, 3], Gen.Int[0, 40])
            .Select(item => new RandomStep(item.Item1, item.Item2, item.Item3, item.Item4, item.Item5))
            .Array[0, 120];

    private static readonly DateTime Start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<string> _effects = [];
    private DateTime _time = Start;

    internal RandomRun(IHeadStore? store = null)
    {
        Store = store ?? new MemoryHeadStore();
        State = HeadLoader.Open(Store, 42, Start);
    }

    internal HeadState State { get; private set; }

    internal IHeadStore Store { get; }

    internal static RandomRun All(RandomStep[] steps, IHeadStore? store = null)
    {
        var run = new RandomRun(store);
        foreach (RandomStep step in steps)
        {
            run.Apply(step);
        }

        return run;
    }

    internal string Describe() => Describe(State, reports: true) + "\n" + string.Join('\n', _effects);

    internal static string Describe(HeadState state, bool reports) => string.Join(
        '\n',
        (string[])
        [
            $"{state.Meta}",
            .. state.Nodes.Values.Select(node => $"{node.Info.Id} {node.Liveness} {node.Reason} {node.StartedAt:O} {node.EndedAt:O} {node.Drain} {(reports ? $"{node.Report.Version} {node.Report.Available.GetValueOrDefault("CPU")}" : string.Empty)}"),
            .. state.Jobs.Values.Select(job => $"{job}"),
            .. state.Actors.Values.Select(actor => $"{actor.Registration.Id} {actor.Registration.Name} {actor.State} {actor.Process} {actor.Node} {actor.Restarts} {actor.Moves} {actor.Reason} {actor.Version}"),
            .. state.Keys.Select(key => $"{key.Keyspace}/{key.Key}={Convert.ToHexString(key.Value)}"),
            $"{string.Join(' ', state.Unplaced)} {string.Join(' ', state.Placements.Select(item => $"{item.Key}:{item.Value.Count}"))} {state.KeyBytes}",
        ]);

    internal void Apply(RandomStep step)
    {
        _time += TimeSpan.FromMinutes(step.Seconds);
        NodeId node = Make.NodeId(step.Node);
        var actor = new ActorId(900, (ulong)step.Actor);
        JobId job = State.Jobs.Keys.ElementAtOrDefault(step.Choice);
        switch (step.Kind)
        {
            case 0 or 1:
                Apply(new RegisterNode(Make.Node(step.Node, step.Choice), step.Choice == 0 ? 42ul : 0));
                break;
            case 2:
                Apply(new ReportNode(node, Make.Report(step.Actor, step.Choice)));
                break;
            case 3:
                Apply(new LoseNode(node, "reset"));
                break;
            case 4:
                Apply(new EndNode(node, "gone"));
                break;
            case 5:
                Apply(new StartJob(Make.Job(step.Choice)));
                break;
            case 6:
                Apply(new EndJob(job, JobStatus.Succeeded, string.Empty));
                break;
            case 7 or 8:
                Apply(new RegisterActor(Make.Actor(step.Actor, job, step.Actor < 4 ? $"name{step.Actor % 2}" : string.Empty, detached: step.Actor % 2 == 0, getIfExists: step.Choice == 0, maxRestarts: step.Choice - 1, ownerNode: step.Node, owner: (ulong)(50 + step.Node), cpus: step.Choice)));
                break;
            case 9 or 10:
                Apply(new UpdateActor(new ActorUpdate(actor, (ActorLiveness)(step.Seconds % 4), (ulong)(50 + step.Node), node, step.Choice, "told")));
                break;
            case 11:
                Apply(new EndProcess(node, (ulong)(50 + step.Node), "crashed"));
                break;
            case 12:
                Apply(new DrainNode(node, "drained", step.Choice == 0 ? null : TimeSpan.FromMinutes(step.Choice)));
                break;
            case 13:
                Apply(new PutKey("k", $"{step.Actor}", new byte[step.Choice * 4], step.Choice > 1));
                break;
            default:
                Apply(new DeleteKey("k", $"{step.Actor}"));
                break;
        }
    }

    private void Apply<TResult>(HeadCommand<TResult> command)
    {
        try
        {
            HeadStep<TResult> step = HeadMachine.Apply(State, command with { Time = _time }, Limits);
            Store.Commit(step.Changes);
            State = step.State;
            _effects.AddRange(step.Effects.Select(effect => effect.ToString()));
        }
        catch (RayException exception)
        {
            _effects.Add(exception.Message);
        }
    }
}
