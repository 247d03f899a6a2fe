namespace RayNet.Testing.Tests.Chaos;

public sealed class ChaosScheduleTests
{
    private static readonly ChaosOptions Options = new()
    {
        Seed = 7,
        Length = TimeSpan.FromMinutes(2),
        Kinds = [FaultKind.KillWorker, FaultKind.KillWorker, FaultKind.KillNode, FaultKind.FreezeNode],
        ShortestFault = TimeSpan.FromSeconds(1),
        LongestFault = TimeSpan.FromSeconds(3),
    };

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_one_others()
    {
        var first = ChaosSchedule.Create(Options);
        Assert.Equal(first.Faults, ChaosSchedule.Create(Options).Faults);
        Assert.NotEqual(first.Faults, ChaosSchedule.Create(Options with { Seed = 8 }).Faults);
        Assert.StartsWith("seed 7\n", first.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_come_in_their_interval_as_often_as_their_kind_is_listed()
    {
        IReadOnlyList<Fault> faults = ChaosSchedule.Create(Options).Faults;
        Assert.Equal(Enumerable.Range(1, 23).Select(static number => TimeSpan.FromSeconds(5 * number)), faults.Select(static fault => fault.At));
        Assert.All(faults.Chunk(4).Where(static deck => deck.Length == 4), static deck => Assert.Equal(Options.Kinds.Order(), deck.Select(static fault => fault.Kind).Order()));
        Assert.All(faults, static fault => Assert.InRange(fault.Duration, Options.ShortestFault, Options.LongestFault));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Contains("Interval", Assert.Throws<InvalidOptionException>(static () => ChaosSchedule.Create(Options with { Interval = TimeSpan.Zero })).Message, StringComparison.Ordinal);
        Assert.Contains("Kinds", Assert.Throws<InvalidOptionException>(static () => ChaosSchedule.Create(Options with { Kinds = [] })).Message, StringComparison.Ordinal);
    }
}
