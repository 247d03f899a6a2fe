namespace RayNet.Runtime.Cluster.Tests.Objects;

/// <summary>
/// The protocol by which processes count each other's references, under schedules that a seed chooses: references are passed on and dropped, frames arrive in any order that their links allow, and
/// processes end.
/// </summary>
public sealed class ReferenceProtocolTests
{
    private const int Schedules = 1_500;

    [Fact]
    public void No_schedule_frees_what_is_held_or_keeps_what_nobody_holds()
    {
        (int registered, int lost) = Explore(hasCrashes: false);
        Assert.True(registered > Schedules && lost == 0, $"{registered} were passed on by third processes, {lost} were lost");
    }

    [Fact]
    public void What_an_owner_has_counted_survives_the_end_of_everybody_else_and_nothing_is_kept_for_the_dead()
    {
        (int registered, int lost) = Explore(hasCrashes: true);
        Assert.True(registered > Schedules / 4 && lost > Schedules / 20, $"{registered} were passed on by third processes, {lost} were lost");
    }

    private static (int Registered, int Lost) Explore(bool hasCrashes)
    {
        (int registered, int lost) = (0, 0);
        for (int seed = 1; seed <= Schedules; seed++)
        {
            var exploration = new ReferenceExploration(seed, hasCrashes);
            try
            {
                exploration.Run();
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception.Message}\n{string.Join('\n', exception is Xunit.Sdk.XunitException ? exploration.Log : [exception.ToString(), .. exploration.Log])}");
            }

            registered += exploration.Registered;
            lost += exploration.Lost;
        }

        return (registered, lost);
    }
}
