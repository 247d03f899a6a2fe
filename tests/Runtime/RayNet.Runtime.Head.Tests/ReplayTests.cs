using CsCheck;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>The same commands make the same state; the indexes in it, and what is stored, agree with its tables.</summary>
public sealed class ReplayTests
{
    private static readonly DateTime Start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly HeadLimits Limits = HeadLimits.Default with { MaxDeadNodes = 2, MaxEndedJobs = 2, MaxDeadActors = 3, MaxKeyBytes = 40 };

    private static readonly Gen<Step[]> Steps =
        Gen.Select(Gen.Int[0, 13], Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[0, 3], Gen.Int[0, 40])
            .Select(item => new Step(item.Item1, item.Item2, item.Item3, item.Item4, item.Item5))
            .Array[0, 120];

    [Fact]
    public void A_log_replays_to_the_same_state() => Steps.Sample(
        steps =>
        {
            Run first = Run.All(steps);
            Run second = Run.All(steps);
            Assert.Equal(first.Describe(), second.Describe());
        },
        iter: 300);

    [Fact]
    public void Indexes_agree_with_the_tables_after_every_command() => Steps.Sample(
        steps =>
        {
            var run = new Run();
            foreach (Step step in steps)
            {
                run.Apply(step);
                AssertConsistent(run.State);
            }
        },
        iter: 300);

    [Fact]
    public void What_is_stored_loads_to_the_same_tables() => Steps.Sample(
        steps =>
        {
            Run run = Run.All(steps);
            HeadState loaded = HeadLoader.Open(run.Store, 43, run.State.Time);

            // Reports are not stored.
            Assert.Equal(Describe(run.State, reports: false), Describe(loaded, reports: false));
            AssertConsistent(loaded);
        },
        iter: 300);

    private static void AssertConsistent(HeadState state)
    {
        ActorRecord[] living = [.. state.Actors.Values.Where(actor => actor.State != ActorLiveness.Dead)];
        Assert.Equal(
            living.Where(actor => actor.Registration.Name.Length > 0).Select(actor => (actor.Registration.Namespace, actor.Registration.Name, actor.Registration.Id)).Order(),
            state.Names.Select(item => (item.Key.Namespace, item.Key.Name, item.Value)).Order());
        Assert.Equal(living.Where(ActorRules.IsUnplaced).Select(actor => actor.Registration.Id), state.Unplaced.Order(IdOrder.Instance));
        Assert.Equal(
            living.Where(ActorRules.IsBeingMade).GroupBy(actor => actor.Node).Select(group => (group.Key.Origin, group.Count(), group.Sum(actor => NodePlacements.ToUnits(actor.Registration.Resources.GetValueOrDefault("CPU"))))).Order(),
            state.Placements.Select(item => (item.Key.Origin, item.Value.Count, item.Value.Units.GetValueOrDefault("CPU"))).Order());
        Assert.Equal(state.Nodes.Values.Count(node => node.Liveness == NodeLiveness.Dead), state.EndedNodes.Count);
        Assert.Equal(state.Jobs.Values.Count(job => job.EndedAt is not null), state.EndedJobs.Count);
        Assert.Equal(state.Actors.Count - living.Length, state.EndedActors.Count);
        Assert.Equal(state.Keys.Sum(key => key.Size), state.KeyBytes);
        Assert.All(living, actor => Assert.True(actor.State != ActorLiveness.Alive || (actor.Process != 0 && state.Nodes.TryGetValue(actor.Node, out NodeRecord? node) && node.Liveness != NodeLiveness.Dead)));
        Assert.All(living, actor => Assert.True(!ActorRules.IsPlacedByHead(actor.Registration) || actor.Registration.MaxRestarts < 0 || actor.Restarts <= actor.Registration.MaxRestarts));
        Assert.InRange(state.EndedNodes.Count, 0, Limits.MaxDeadNodes);
        Assert.InRange(state.EndedActors.Count, 0, Limits.MaxDeadActors);
    }

    private static string Describe(HeadState state, bool reports) => string.Join(
        '\n',
        (string[])
        [
            $"{state.Meta}",
            .. state.Nodes.Values.Select(node => $"{node.Info.Id} {node.Liveness} {node.Reason} {node.StartedAt:O} {node.EndedAt:O} {(reports ? $"{node.Report.Version} {node.Report.Available.GetValueOrDefault("CPU")}" : string.Empty)}"),
            .. state.Jobs.Values.Select(job => $"{job}"),
            .. state.Actors.Values.Select(actor => $"{actor.Registration.Id} {actor.Registration.Name} {actor.State} {actor.Process} {actor.Node} {actor.Restarts} {actor.Reason} {actor.Version}"),
            .. state.Keys.Select(key => $"{key.Keyspace}/{key.Key}={Convert.ToHexString(key.Value)}"),
            $"{string.Join(' ', state.Unplaced)} {string.Join(' ', state.Placements.Select(item => $"{item.Key}:{item.Value.Count}"))} {state.KeyBytes}",
        ]);

    private sealed record Step(int Kind, int Node, int Actor, int Choice, int Seconds);

    private sealed class Run
    {
        private readonly List<string> _effects = [];
        private DateTime _time = Start;

        internal Run() => State = HeadLoader.Open(Store, 42, Start);

        internal HeadState State { get; private set; }

        internal MemoryHeadStore Store { get; } = new();

        internal static Run All(Step[] steps)
        {
            var run = new Run();
            foreach (Step step in steps)
            {
                run.Apply(step);
            }

            return run;
        }

        internal string Describe() => ReplayTests.Describe(State, reports: true) + "\n" + string.Join('\n', _effects);

        internal void Apply(Step step)
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
}
