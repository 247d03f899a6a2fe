using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>
/// The protocol by which a detached actor is built again, under schedules that a seed chooses: workers begin, end and report, nodes vanish and come back, and what they say arrives in any order
/// that their connections allow.
/// </summary>
public sealed class RestartProtocolTests
{
    private const int Schedules = 2_000;

    [Fact]
    public void No_schedule_builds_an_actor_twice_too_often_or_not_at_all()
    {
        var ends = new Dictionary<ActorLiveness, int>();
        for (int seed = 1; seed <= Schedules; seed++)
        {
            var exploration = new RestartExploration(seed, maxRestarts: seed % 4);
            try
            {
                exploration.Run();
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception.Message}\n{string.Join('\n', exception is Xunit.Sdk.XunitException ? exploration.Log : [exception.ToString(), .. exploration.Log])}");
            }

            ends[exploration.Actor.State] = ends.GetValueOrDefault(exploration.Actor.State) + 1;
        }

        // The schedules reach both ends, and not only one of them.
        Assert.True(ends.GetValueOrDefault(ActorLiveness.Alive) > Schedules / 20 && ends.GetValueOrDefault(ActorLiveness.Dead) > Schedules / 20, string.Join(' ', ends));
    }
}
