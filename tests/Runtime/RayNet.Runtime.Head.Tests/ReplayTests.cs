using CsCheck;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Tables;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>The same commands make the same state; the indexes in it, and what is stored, agree with its tables.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void A_log_replays_to_the_same_state() => RandomRun.Steps.Sample(
        steps =>
        {
            RandomRun first = RandomRun.All(steps);
            RandomRun second = RandomRun.All(steps);
            Assert.Equal(first.Describe(), second.Describe());
        },
        iter: 300);

    [Fact]
    public void Indexes_agree_with_the_tables_after_every_command() => RandomRun.Steps.Sample(
        steps =>
        {
            var run = new RandomRun();
            foreach (RandomStep step in steps)
            {
                run.Apply(step);
                AssertConsistent(run.State);
            }
        },
        iter: 300);

    [Fact]
    public void What_is_stored_loads_to_the_same_tables() => RandomRun.Steps.Sample(
        steps =>
        {
            RandomRun run = RandomRun.All(steps);
            HeadState loaded = HeadLoader.Open(run.Store, 43, run.State.Time);

            // Reports are not stored.
            Assert.Equal(RandomRun.Describe(run.State, reports: false), RandomRun.Describe(loaded, reports: false));
            AssertConsistent(loaded);
        },
        iter: 300);

    internal static void AssertConsistent(HeadState state)
    {
        ActorRecord[] living = [.. state.Actors.Values.Where(actor => actor.State != ActorLiveness.Dead)];
        Assert.Equal(
            living.Where(actor => actor.Registration.Name.Length > 0).Select(actor => (actor.Registration.Namespace, actor.Registration.Name, actor.Registration.Id)).Order(),
            state.Names.Select(item => (item.Key.Namespace, item.Key.Name, item.Value)).Order());
        Assert.Equal(living.Where(ActorRules.IsUnplaced).Select(actor => actor.Registration.Id), state.Unplaced.Order(IdOrder.Instance));
        Assert.Equal(
            living.Where(ActorRules.IsBeingMade).GroupBy(actor => actor.Node).Select(group => (group.Key.Origin, group.Count(), group.Sum(actor => (long)Math.Round(10_000 * actor.Registration.Resources.GetValueOrDefault("CPU"))))).Order(),
            state.Placements.Select(item => (item.Key.Origin, item.Value.Count, item.Value.Units.GetValueOrDefault("CPU"))).Order());
        Assert.Equal(state.Nodes.Values.Count(node => node.Liveness == NodeLiveness.Dead), state.EndedNodes.Count);
        Assert.Equal(state.Jobs.Values.Count(job => job.EndedAt is not null), state.EndedJobs.Count);
        Assert.Equal(state.Actors.Count - living.Length, state.EndedActors.Count);
        Assert.Equal(state.Keys.Sum(key => key.Size), state.KeyBytes);
        Assert.All(living, actor => Assert.True(actor.State != ActorLiveness.Alive || (actor.Process != 0 && state.Nodes.TryGetValue(actor.Node, out NodeRecord? node) && node.Liveness != NodeLiveness.Dead)));
        Assert.All(living, actor => Assert.True(!ActorRules.IsPlacedByHead(actor.Registration) || actor.Registration.MaxRestarts < 0 || actor.Restarts - actor.Moves <= actor.Registration.MaxRestarts));
        Assert.All(state.Nodes.Values, node => Assert.True(node.Drain is null ? node.Liveness != NodeLiveness.Draining : node.Liveness != NodeLiveness.Alive));
        Assert.InRange(state.EndedNodes.Count, 0, RandomRun.Limits.MaxDeadNodes);
        Assert.InRange(state.EndedActors.Count, 0, RandomRun.Limits.MaxDeadActors);
    }
}
