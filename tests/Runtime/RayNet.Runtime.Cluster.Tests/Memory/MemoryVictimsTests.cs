using CsCheck;
using RayNet.Runtime.Cluster.Node.Memory;

namespace RayNet.Runtime.Cluster.Tests.Memory;

/// <summary>Which workers are stopped, for any workers.</summary>
public sealed class MemoryVictimsTests
{
    private static readonly Gen<WorkerLoad[]> s_workers = Gen.Select(Gen.Long[0, 1000], Gen.Int[0, 2], Gen.Bool, Gen.Long[1, 50])
        .Array[0, 12]
        .Select(static items => items.Select(static (item, index) => new WorkerLoad((ulong)index + 1, item.Item1, item.Item2, item.Item3, item.Item2 == 0 ? 0 : item.Item4)).ToArray());

    [Fact]
    public void Enough_comes_free_or_everything_was_stopped_and_none_is_stopped_in_vain() => Gen.Select(s_workers, Gen.Long[0, 5000]).Sample((workers, excess) =>
    {
        IReadOnlyList<WorkerLoad> victims = MemoryVictims.Choose(workers, excess);
        Assert.Equal(victims.Count, victims.Distinct().Count());
        Assert.True(victims.Sum(static worker => worker.Bytes) >= excess || victims.Count == workers.Count(static worker => worker.Bytes > 0));
        Assert.True(victims.Count == 0 || victims.SkipLast(1).Sum(static worker => worker.Bytes) < excess);
        Assert.All(victims, static worker => Assert.True(worker.Bytes > 0));
    });

    // Row 81
    [Fact]
    public void Idle_ones_go_first_then_those_whose_work_is_done_again_then_the_newest() => Gen.Select(s_workers, Gen.Long[1, 5000]).Sample((workers, excess) =>
    {
        IReadOnlyList<WorkerLoad> victims = MemoryVictims.Choose(workers, excess);
        WorkerLoad[] spared = [.. workers.Where(worker => worker.Bytes > 0).Except(victims)];
        foreach (WorkerLoad victim in victims)
        {
            foreach (WorkerLoad other in spared)
            {
                Assert.True(Rank(victim) <= Rank(other), $"{victim} went before {other}");
                Assert.True(Rank(victim) != Rank(other) || Rank(victim) == 0 || victim.Newest >= other.Newest, $"{victim} went before {other}");
            }
        }
    });

    [Theory]
    [InlineData(95, 100, 0.95, 0)]
    [InlineData(96, 100, 0.95, 6)]
    [InlineData(100, 100, 0.5, 55)]
    [InlineData(990L << 30, 1000L << 30, 0.95, 43L << 30)]
    public void It_takes_some_more_than_the_threshold_so_that_the_next_allocation_does_not_cross_it(long used, long total, double threshold, long excess) =>
        Assert.Equal(excess, MemoryVictims.Excess(used, total, threshold));

    private static int Rank(WorkerLoad worker) => worker.Leases == 0 ? 0 : worker.IsRetriable ? 1 : 2;
}
